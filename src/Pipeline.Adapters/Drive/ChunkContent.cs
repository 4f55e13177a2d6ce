using System.Buffers;
using System.Net;
using Microsoft.Win32.SafeHandles;

namespace Pipeline.Adapters.Drive;

/// <summary>A part of a file as a request body, read while it is sent: a chunk of 64 MiB costs 64 KiB of memory. May be sent again.</summary>
internal sealed class ChunkContent(SafeFileHandle file, long offset, long bytes, StallWatch watch) : HttpContent
{
    private const int BlockBytes = 64 * 1024;

    protected override bool TryComputeLength(out long length)
    {
        length = bytes;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            for (long done = 0; done < bytes;)
            {
                var block = buffer.AsMemory(0, (int)Math.Min(BlockBytes, bytes - done));
                var read = await RandomAccess.ReadAsync(file, block, offset + done, cancellationToken);
                if (read == 0) throw new IOException("The local file became shorter while it was sent.");
                await stream.WriteAsync(block[..read], cancellationToken);
                watch.Moved();
                done += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
