using System.Buffers.Binary;

namespace Pipeline.Adapters.Whisper;

/// <summary>PCM with a WAV header, in memory: the server refuses raw samples.</summary>
internal static class WavBytes
{
    public const int BytesPerSecond = 2 * SampleRate;
    private const int SampleRate = 16_000;
    private const int HeaderLength = 44;

    /// <summary>Silence is added up to a second: the engine invents words for less (whisper-engine.md §2).</summary>
    public static byte[] Of(ReadOnlySpan<byte> pcm)
    {
        var length = Math.Max(pcm.Length, BytesPerSecond);
        var wav = new byte[HeaderLength + length];
        "RIFF"u8.CopyTo(wav);
        BinaryPrimitives.WriteUInt32LittleEndian(wav.AsSpan(4), (uint)(HeaderLength - 8 + length));
        "WAVEfmt "u8.CopyTo(wav.AsSpan(8));
        BinaryPrimitives.WriteUInt32LittleEndian(wav.AsSpan(16), 16);
        BinaryPrimitives.WriteUInt16LittleEndian(wav.AsSpan(20), 1);
        BinaryPrimitives.WriteUInt16LittleEndian(wav.AsSpan(22), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(wav.AsSpan(24), SampleRate);
        BinaryPrimitives.WriteUInt32LittleEndian(wav.AsSpan(28), BytesPerSecond);
        BinaryPrimitives.WriteUInt16LittleEndian(wav.AsSpan(32), 2);
        BinaryPrimitives.WriteUInt16LittleEndian(wav.AsSpan(34), 16);
        "data"u8.CopyTo(wav.AsSpan(36));
        BinaryPrimitives.WriteUInt32LittleEndian(wav.AsSpan(40), (uint)length);
        pcm.CopyTo(wav.AsSpan(HeaderLength));
        return wav;
    }
}
