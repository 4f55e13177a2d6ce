using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;

namespace Pipeline.Adapters.Whisper;

/// <summary>Samples (16 kHz mono s16le) with a WAV header before them, because the server refuses raw ones. Written as it is asked for and
/// never put together in memory: that would be another two megabytes for each minute of talk.</summary>
/// <param name="leadIn">Sound to be heard before it.</param>
internal sealed class Wav(ReadOnlyMemory<byte> pcm, ReadOnlyMemory<byte> leadIn = default)
{
    public const int BytesPerSecond = 2 * SampleRate;
    private const int SampleRate = 16_000;
    private const int HeaderLength = 44;

    /// <summary>Silence is added up to a second: the engine invents words for less (whisper-engine.md §2).</summary>
    private int SoundLength => Math.Max(leadIn.Length + pcm.Length, BytesPerSecond);

    public int Length => HeaderLength + SoundLength;

    public async Task WriteTo(Stream stream, CancellationToken ct)
    {
        await stream.WriteAsync(Header(), ct);
        await stream.WriteAsync(leadIn, ct);
        await stream.WriteAsync(pcm, ct);
        var silence = SoundLength - leadIn.Length - pcm.Length;
        if (silence > 0) await stream.WriteAsync(new byte[silence], ct);
    }

    /// <summary>As the body of a form's file; can be sent any number of times.</summary>
    public HttpContent ToContent() => new Content(this);

    private byte[] Header()
    {
        var header = new byte[HeaderLength];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), (uint)(Length - 8));
        "WAVEfmt "u8.CopyTo(header.AsSpan(8));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(16), 16);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(20), 1);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(22), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(24), SampleRate);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(28), BytesPerSecond);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(32), 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(34), 16);
        "data"u8.CopyTo(header.AsSpan(36));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(40), (uint)SoundLength);
        return header;
    }

    private sealed class Content : HttpContent
    {
        private readonly Wav wav;

        public Content(Wav wav)
        {
            this.wav = wav;
            Headers.ContentType = new MediaTypeHeaderValue("audio/wav");
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => wav.WriteTo(stream, CancellationToken.None);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) => wav.WriteTo(stream, cancellationToken);

        protected override bool TryComputeLength(out long length)
        {
            length = wav.Length;
            return true;
        }
    }
}
