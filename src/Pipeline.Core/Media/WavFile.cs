using System.Buffers.Binary;
using System.Text;
using Pipeline.Core.Transcripts;

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

    /// <summary>Samples of a piece, cut to what is there.</summary>
    public async Task<byte[]> Read(Piece piece, CancellationToken ct)
    {
        var (at, samples) = Room(piece.Start, piece.End);
        await using var file = File.OpenRead(Path);
        file.Seek(at, SeekOrigin.Begin);
        await file.ReadExactlyAsync(samples, ct);
        return samples;
    }

    /// <summary>The quietest instant between two times (seconds): the least harmful place to cut speech that has no pause.</summary>
    public double Quietest(double from, double to)
    {
        var (at, samples) = Room(from, to);
        using var file = File.OpenRead(Path);
        file.Seek(at, SeekOrigin.Begin);
        file.ReadExactly(samples);
        return from + SpeechChunkerLoudness.Quietest(samples);
    }

    private (long At, byte[] Samples) Room(double from, double to)
    {
        var start = Math.Clamp((long)Math.Round(from * SampleRate) * BytesPerSample, 0, DataLength);
        var end = Math.Clamp((long)Math.Round(to * SampleRate) * BytesPerSample, start, DataLength);
        return (DataOffset + start, new byte[end - start]);
    }
}
