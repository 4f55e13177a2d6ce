using System.Security.Cryptography;

namespace Pipeline.Core.Media;

/// <summary>A file that is read while somebody else writes it: reading waits for bytes that have not come yet. It stays the same
/// file when it is renamed.</summary>
/// <param name="end">Completed when nothing more is written.</param>
public sealed class FollowedFile(FileStream file, Task end, TimeProvider time) : IAsyncDisposable
{
    private const int BlockSize = 256 * 1024;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Fills the buffer from a position on; less only at the end of the file.</summary>
    public async Task<int> Read(long at, Memory<byte> buffer, CancellationToken ct)
    {
        var have = 0;
        while (have < buffer.Length)
        {
            var count = await Some(at + have, buffer[have..], ct);
            if (count == 0) break;
            have += count;
        }

        return have;
    }

    /// <summary>Copies all of it as it comes; answers the SHA-256 (lower-case hex) of what was copied, by which the caller can tell
    /// whether that is the file that the download left behind.</summary>
    public async Task<string> CopyTo(Stream to, CancellationToken ct)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[BlockSize];
        long at = 0;
        for (int count; (count = await Some(at, block, ct)) > 0; at += count)
        {
            sha.AppendData(block, 0, count);
            await to.WriteAsync(block.AsMemory(0, count), ct);
        }

        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();

    /// <summary>At least a byte; none only at the end.</summary>
    private async Task<int> Some(long at, Memory<byte> buffer, CancellationToken ct)
    {
        while (true)
        {
            // Looked at before the reading: what is there after the end is all.
            var ended = end.IsCompleted;
            var count = await RandomAccess.ReadAsync(file.SafeFileHandle, buffer, at, ct);
            if (count > 0 || ended) return count;
            await Task.WhenAny(end, Task.Delay(Look, time, ct));
            ct.ThrowIfCancellationRequested();
        }
    }
}
