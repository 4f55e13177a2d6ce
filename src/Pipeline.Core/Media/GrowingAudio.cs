using Pipeline.Core.Transcripts;

namespace Pipeline.Core.Media;

/// <summary>Raw 16 kHz mono s16 samples on disk that may still be on their way out of the decoder. Read stretch by stretch: memory
/// stays flat however long the recording is.</summary>
/// <param name="path">Where the samples lie when the decoder is done; until then at <see cref="Part"/>.</param>
/// <param name="decoding">Ends when all samples are there; a failure of it is thrown to whoever waits for more.</param>
public sealed class GrowingAudio(string path, Task decoding, TimeProvider time) : IDisposable
{
    public const int SampleRate = 16_000;
    public const int BytesPerSecond = SampleRate * BytesPerSample;
    private const int BytesPerSample = 2;

    /// <summary>How often the file is looked at; a tenth of a second of waiting is nothing beside a piece's minute.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly Lock _opening = new();
    private readonly SampleBuffer _loudness = new();
    private FileStream? _file;

    /// <summary>Seconds that can be read now.</summary>
    public double Seconds => WholeSamples / (double)BytesPerSecond;

    /// <summary>An open file stays the same one when it is renamed.</summary>
    private FileStream? Open
    {
        get
        {
            lock (_opening) return _file ??= Opened(Part(path)) ?? Opened(path);
        }
    }

    /// <summary>Bytes; the decoder may have written half a sample.</summary>
    private long WholeSamples => (Open?.Length ?? 0) / BytesPerSample * BytesPerSample;

    /// <summary>Whether this is so much less than was promised that something is missing; containers round, and some encoders add a little.</summary>
    public static bool IsCutOff(double seconds, double? expected) => expected is { } wanted && seconds < wanted - Math.Max(2, wanted * 0.02);

    public static string Part(string path) => path + ".part";

    /// <summary>Waits until this many seconds are there or the recording has ended; answers how many are there.</summary>
    public async Task<double> Until(double seconds, CancellationToken ct)
    {
        while (true)
        {
            // Looked at before the length: what is there after the decoder's end is all.
            var ended = decoding.IsCompleted;
            if (ended) await decoding;
            if (ended || Seconds >= seconds) return Seconds;
            await Task.WhenAny(decoding, Task.Delay(Look, time, ct));
            ct.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Samples of a stretch (seconds), cut to what is there. Several may read at the same time, each into a buffer of its own.</summary>
    public ReadOnlyMemory<byte> Read(double from, double to, SampleBuffer into)
    {
        var length = WholeSamples;
        var start = Math.Clamp((long)Math.Round(from * SampleRate) * BytesPerSample, 0, length);
        var end = Math.Clamp((long)Math.Round(to * SampleRate) * BytesPerSample, start, length);
        var samples = into.Of((int)(end - start));
        for (var have = 0; have < samples.Length;) have += RandomAccess.Read(Open!.SafeFileHandle, samples.Span[have..], start + have);
        return samples;
    }

    /// <inheritdoc cref="Read(double, double, SampleBuffer)"/>
    public ReadOnlyMemory<byte> Read(Piece piece, SampleBuffer into) => Read(piece.Start, piece.End, into);

    /// <summary>The quietest instant between two times (seconds): the least harmful place to cut speech that has no pause. For one caller at a time.</summary>
    public double Quietest(double from, double to) => from + SpeechChunkerLoudness.Quietest(Read(from, to, _loudness).Span);

    public void Dispose() => _file?.Dispose();

    private static FileStream? Opened(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
