using System.Security.Cryptography;
using Pipeline.Core.Files;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.LocalFiles;

/// <summary>Copying with proof.</summary>
internal static class LocalCopy
{
    private const int BlockBytes = 1024 * 1024;

    /// <summary>True when the file is there with this size and hash.</summary>
    public static async Task<bool> Holds(string path, Artifact artifact, CancellationToken ct)
    {
        if (new FileInfo(path) is not { Exists: true } info || info.Length != artifact.Size) return false;
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct)) == artifact.Sha256;
    }

    /// <summary>Writes <paramref name="part"/>, flushes it to the disk and reads it back: what counts is what the disk holds.</summary>
    public static async Task Write(FileUpload upload, string part, IProgress<long> sent, CancellationToken ct)
    {
        if (!File.Exists(upload.LocalPath)) throw Changed(upload.Artifact);
        await using (var from = File.OpenRead(upload.LocalPath))
        await using (var to = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            var block = new byte[BlockBytes];
            for (int read; (read = await from.ReadAsync(block, ct)) > 0;)
            {
                await to.WriteAsync(block.AsMemory(0, read), ct);
                sent.Report(to.Position);
            }

            to.Flush(flushToDisk: true);
        }

        if (await Holds(part, upload.Artifact, ct)) return;
        File.Delete(part);
        if (!await Holds(upload.LocalPath, upload.Artifact, ct)) throw Changed(upload.Artifact);
        throw new JobFailureException(ErrorClass.Transient, "upload-corrupt",
            $"The copy of {upload.Artifact.Name} in LocalFiles:Directory has another checksum than the original; "
            + "if that stays, the operator must check that disk.");
    }

    private static JobFailureException Changed(Artifact artifact) => new(ErrorClass.Permanent, "artifact-changed",
        $"{artifact.Name} is gone or was changed in the job's workspace after it was made. Ask the operator to remove that workspace, then set the row back.");
}
