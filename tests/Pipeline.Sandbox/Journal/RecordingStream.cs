using System.Text;

namespace Pipeline.Sandbox.Journal;

/// <summary>Passes a request body through and remembers its beginning, so that uploads of any size can be journalled.</summary>
internal sealed class RecordingStream(Stream inner, int limit) : Stream
{
    private readonly MemoryStream seen = new();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public string Text => Encoding.UTF8.GetString(seen.GetBuffer(), 0, (int)seen.Length);

    public override int Read(byte[] buffer, int offset, int count) => Remember(buffer.AsSpan(offset, inner.Read(buffer, offset, count)));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        return Remember(buffer.Span[..read]);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Remember(ReadOnlySpan<byte> bytes)
    {
        seen.Write(bytes[..(int)Math.Min(bytes.Length, limit - seen.Length)]);
        return bytes.Length;
    }
}
