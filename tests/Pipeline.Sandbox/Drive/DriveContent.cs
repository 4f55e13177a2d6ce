using System.Security.Cryptography;

namespace Pipeline.Sandbox.Drive;

/// <summary>The bytes of a file: where they lie, and the three hashes that Drive reports.</summary>
internal sealed record DriveContent(string Path, long Size, string Md5, string Sha1, string Sha256)
{
    public static async Task<DriveContent> OfAsync(string path, CancellationToken cancel)
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        using var sha1 = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        IncrementalHash[] all = [md5, sha1, sha256];
        await using var file = File.OpenRead(path);
        var buffer = new byte[256 * 1024];
        for (int read; (read = await file.ReadAsync(buffer, cancel)) > 0;)
        {
            foreach (var hash in all)
            {
                hash.AppendData(buffer, 0, read);
            }
        }

        return new DriveContent(path, file.Length, Hex(md5), Hex(sha1), Hex(sha256));
    }

    private static string Hex(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset());
}
