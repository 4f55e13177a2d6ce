using System.Buffers.Binary;

namespace Pipeline.Adapters.Ffmpeg;

/// <summary>What a WAV file says of itself. ffprobe believes the file's size instead.</summary>
internal static class WavHeader
{
    /// <summary>From here on a size means that the writer did not know it: it wrote into a pipe.</summary>
    private const uint Unknown = 0x7FFF_0000;

    /// <summary>Length of its sound, whether all of it is there or not; null when it does not say. Chunks of a name (four letters) and a
    /// length (32 bits), padded to even: <c>fmt </c> has the bytes of a second, <c>data</c> is the sound.</summary>
    public static double? PromisedSeconds(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[12];
        Span<byte> format = stackalloc byte[12];
        if (file.ReadAtLeast(head, 12, throwOnEndOfStream: false) < 12 || !head.StartsWith("RIFF"u8)) return null;
        for (uint bytesPerSecond = 0; file.ReadAtLeast(head[..8], 8, throwOnEndOfStream: false) == 8;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            if (head.StartsWith("data"u8)) return bytesPerSecond > 0 && length is > 0 and < Unknown ? (double)length / bytesPerSecond : null;
            var end = file.Position + length + (length % 2);
            if (head.StartsWith("fmt "u8) && file.ReadAtLeast(format, 12, throwOnEndOfStream: false) == 12)
                bytesPerSecond = BinaryPrimitives.ReadUInt32LittleEndian(format[8..]);
            file.Position = end;
        }

        return null;
    }
}
