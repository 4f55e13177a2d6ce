using System.Runtime.CompilerServices;

namespace Pipeline.Core.Media;

/// <summary>Where somebody speaks in a recording, found window by window, so that it is known for what is there of a recording that
/// still grows, and found the same way when all of it is there. On three talks the windows gave the spans of one pass over the whole
/// file, but for three in sixty that begin or end a frame (32 ms) earlier or later.</summary>
public sealed class SpeechMap(ISpeechDetector detector)
{
    /// <summary>Seconds that one look decides. A multiple of Silero's frame of 512 samples, so that frames lie where a pass over the
    /// whole file has them.</summary>
    private const double Window = 32;

    /// <summary>Seconds before the window: the detector has a memory, and must not begin in mid-word.</summary>
    private const double Before = 8;

    /// <summary>Seconds behind the window: whether a sound at its end is long enough to be speech is seen only there.</summary>
    private const double After = 2;

    /// <summary>A detector needs something to listen to.</summary>
    private const double Shortest = 0.1;

    /// <summary>The windows in order; what was found before (the job's folder keeps it) is not looked for again.</summary>
    public async IAsyncEnumerable<SpeechWindow> Of(Workspace workspace, GrowingAudio audio, [EnumeratorCancellation] CancellationToken ct)
    {
        var (found, samples) = (await SpeechLedger.Open(workspace, ct), new SampleBuffer());
        for (var at = 0.0; ; at += Window)
        {
            var wanted = at + Window + After;
            var there = await audio.Until(wanted, ct);
            var isLast = there < wanted;
            var (from, until) = (Math.Max(0, at - Before), isLast ? there : at + Window);
            var pcm = audio.Read(from, Math.Min(there, wanted), samples);
            var spans = await found.Of(pcm, () => Detect(pcm, ct), ct);
            yield return new SpeechWindow([.. Inside(spans, from, at, until)], until, isLast);
            if (isLast) yield break;
        }
    }

    private async Task<IReadOnlyList<SpeechSpan>> Detect(ReadOnlyMemory<byte> pcm, CancellationToken ct) =>
        pcm.Length < Shortest * GrowingAudio.BytesPerSecond ? [] : await detector.Detect(pcm, ct);

    private static IEnumerable<SpeechSpan> Inside(IEnumerable<SpeechSpan> spans, double offset, double from, double until) => spans
        .Select(s => new SpeechSpan(Math.Max(from, Math.Round(s.Start + offset, 3)), Math.Min(until, Math.Round(s.End + offset, 3))))
        .Where(s => s.End > s.Start);
}
