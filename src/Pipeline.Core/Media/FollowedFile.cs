using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Pipeline.Core.Media;

/// <summary>A file that is read while somebody else writes it: reading waits for bytes that have not come yet. It stays the same
/// file when it is renamed.</summary>
public sealed class FollowedFile : IDisposable
{
    private const int ReadOnlyCloseOnExec = 0x80000; // O_RDONLY | O_CLOEXEC
    private const int NoSuchFile = 2; // ENOENT
    private const int BlockSize = 256 * 1024;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private readonly SafeFileHandle _file;
    private readonly Task _end;
    private readonly TimeProvider _time;

    private FollowedFile(SafeFileHandle file, Task end, TimeProvider time) => (_file, _end, _time) = (file, end, time);

    /// <summary>Null: there is no such file (any more). Not through .NET, which wants a shared lock on whatever it opens: yt-dlp holds an
    /// exclusive one on the file that it writes.</summary>
    /// <param name="end">Completed when nothing more is written.</param>
    public static FollowedFile? Open(string path, Task end, TimeProvider time)
    {
        var descriptor = Open(path, ReadOnlyCloseOnExec);
        if (descriptor >= 0) return new FollowedFile(new SafeFileHandle(descriptor, ownsHandle: true), end, time);
        return Marshal.GetLastPInvokeError() == NoSuchFile ? null : throw new IOException("The file cannot be followed.", new Win32Exception());
    }

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

    public void Dispose() => _file.Dispose();

    /// <summary>At least a byte; none only at the end.</summary>
    private async Task<int> Some(long at, Memory<byte> buffer, CancellationToken ct)
    {
        while (true)
        {
            // Looked at before the reading: what is there after the end is all.
            var ended = _end.IsCompleted;
            var count = await RandomAccess.ReadAsync(_file, buffer, at, ct);
            if (count > 0 || ended) return count;
            await Task.WhenAny(_end, Task.Delay(Look, _time, ct));
            ct.ThrowIfCancellationRequested();
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
