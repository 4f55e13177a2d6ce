using System.Security.Cryptography;

namespace Pipeline.Core.Media;

/// <summary>Size and checksums of a file, read once.</summary>
/// <param name="Sha256">Lower-case hex.</param>
/// <param name="Md5">Lower-case hex; not for security: Drive reports it for every file.</param>
public sealed record FileHashes(long Size, string Sha256, string Md5)
{
    public static async Task<FileHashes> Of(string path, CancellationToken ct)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, useAsync: true);
        var buffer = new byte[1 << 20];
        long size = 0;
        for (int read; (read = await file.ReadAsync(buffer, ct)) > 0; size += read)
        {
            sha.AppendData(buffer, 0, read);
            md5.AppendData(buffer, 0, read);
        }

        return new FileHashes(size, Convert.ToHexStringLower(sha.GetHashAndReset()), Convert.ToHexStringLower(md5.GetHashAndReset()));
    }
}
