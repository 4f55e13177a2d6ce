using System.Buffers.Binary;
using System.Text;

namespace Pipeline.Core.Media;

/// <summary>A 16 kHz mono s16 WAV file that our decoder wrote, read piece by piece: memory stays flat however long it is.</summary>
public sealed record WavFile(string Path, long DataOffset, long DataLength)
{
    public const int SampleRate = 16_000;
    private const int BytesPerSample = 2;

    /// <summary>Seconds.</summary>
    public double Duration => DataLength / (double)(SampleRate * BytesPerSample);

    /// <summary>Finds the samples; ffmpeg puts a LIST chunk before them.</summary>
    /// <exception cref="InvalidDataException">Not such a file.</exception>
    public static WavFile Open(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[8];
        file.Seek(12, SeekOrigin.Begin);
        while (file.ReadAtLeast(head, 8, throwOnEndOfStream: false) == 8)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            // Above 4 GiB (37 hours) the length field overflows; the file's own length is the truth then.
            if (Encoding.ASCII.GetString(head[..4]) == "data") return new WavFile(path, file.Position, Math.Min(file.Length - file.Position, length == uint.MaxValue ? long.MaxValue : length));
            file.Seek(length + (length & 1), SeekOrigin.Current);
        }

        throw new InvalidDataException($"{System.IO.Path.GetFileName(path)} is no WAV file with samples.");
    }

    /// <summary>Samples from <paramref name="start"/> to <paramref name="end"/> (seconds), cut to what is there.</summary>
    public async Task<byte[]> Read(double start, double end, CancellationToken ct)
    {
        var from = Math.Clamp((long)Math.Round(start * SampleRate) * BytesPerSample, 0, DataLength);
        var to = Math.Clamp((long)Math.Round(end * SampleRate) * BytesPerSample, from, DataLength);
        var samples = new byte[to - from];
        await using var file = File.OpenRead(Path);
        file.Seek(DataOffset + from, SeekOrigin.Begin);
        await file.ReadExactlyAsync(samples, ct);
        return samples;
    }
}
