using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Pipeline.Core.Transcripts;

/// <summary>Reads pieces out of a 16 kHz mono s16 WAV file without loading the whole of it (4 h are 460 MB).</summary>
public sealed class PieceAudio : IDisposable
{
    public const int SampleRate = 16_000;
    private const int BytesPerSecond = 2 * SampleRate;

    /// <summary>Seconds over which loudness is compared.</summary>
    private const double Frame = 0.05;

    private readonly FileStream file;
    private readonly long dataStart;
    private readonly long dataLength;

    private PieceAudio(FileStream file, long dataStart, long dataLength) => (this.file, this.dataStart, this.dataLength) = (file, dataStart, dataLength);

    /// <summary>Seconds.</summary>
    public double Duration => (double)dataLength / BytesPerSecond;

    /// <exception cref="InvalidDataException">Not a RIFF WAV of 16 kHz, mono, 16 bit.</exception>
    public static PieceAudio Open(string wavPath)
    {
        var file = new FileStream(wavPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            var (start, length) = FindSamples(file);
            return new PieceAudio(file, start, length);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Samples of the piece as s16le PCM, as the engine takes them.</summary>
    public byte[] Read(Piece piece) => Read(piece.Start, piece.End);

    /// <summary>Middle of the quietest twentieth of a second between two times: the least harmful place to cut speech without a pause.</summary>
    public double Quietest(double from, double to)
    {
        var samples = MemoryMarshal.Cast<byte, short>(Read(from, to));
        var frame = (int)(Frame * SampleRate);
        var (best, bestEnergy) = (samples.Length / 2, double.MaxValue);
        for (var at = 0; at + frame <= samples.Length; at += frame / 2)
        {
            var energy = 0.0;
            foreach (var sample in samples.Slice(at, frame)) energy += (double)sample * sample;
            if (energy < bestEnergy) (best, bestEnergy) = (at + (frame / 2), energy);
        }

        return from + ((double)best / SampleRate);
    }

    public void Dispose() => file.Dispose();

    private byte[] Read(double from, double to)
    {
        var start = Math.Clamp((long)Math.Round(from * SampleRate) * 2, 0, dataLength);
        var end = Math.Clamp((long)Math.Round(to * SampleRate) * 2, start, dataLength);
        var pcm = new byte[end - start];
        file.Position = dataStart + start;
        file.ReadExactly(pcm);
        return pcm;
    }

    private static (long Start, long Length) FindSamples(FileStream file)
    {
        Span<byte> header = stackalloc byte[16];
        file.ReadExactly(header[..12]);
        if (!header[..4].SequenceEqual("RIFF"u8) || !header[8..12].SequenceEqual("WAVE"u8)) throw NotWav(file);
        var isRight = false;
        while (file.Position + 8 <= file.Length)
        {
            file.ReadExactly(header[..8]);
            var isFormat = header[..4].SequenceEqual("fmt "u8);
            var isData = header[..4].SequenceEqual("data"u8);
            long size = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
            var next = file.Position + size + (size & 1);
            // ffmpeg leaves 0xFFFFFFFF here when it could not seek back; the file's end is the truth then.
            if (isData) return isRight ? (file.Position, Math.Min(size, file.Length - file.Position) & ~1L) : throw NotWav(file);
            if (isFormat)
            {
                file.ReadExactly(header);
                isRight = BinaryPrimitives.ReadUInt16LittleEndian(header[2..]) == 1
                    && BinaryPrimitives.ReadUInt32LittleEndian(header[4..]) == SampleRate
                    && BinaryPrimitives.ReadUInt16LittleEndian(header[14..]) == 16;
            }

            file.Position = next;
        }

        throw NotWav(file);
    }

    private static InvalidDataException NotWav(FileStream file) =>
        new($"{Path.GetFileName(file.Name)} is not a 16 kHz mono 16-bit WAV file; decode the sound again.");
}
