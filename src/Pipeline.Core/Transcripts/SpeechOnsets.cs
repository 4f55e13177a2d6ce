using Pipeline.Core.Media;

namespace Pipeline.Core.Transcripts;

/// <summary>Puts the first word after a pause at the instant at which the speech detector heard the voice come back. The engine's own
/// times reach back into the pause by up to two seconds: docs/adr, times.</summary>
internal static class SpeechOnsets
{
    /// <summary>Seconds by which a word may begin before the last sound ends and still belong to what follows the pause.</summary>
    private const double Early = 0.1;

    /// <summary>Seconds after the onset in which a first word may begin.</summary>
    private const double Late = 0.6;

    /// <param name="segments">In order, on the clock of <paramref name="speech"/>.</param>
    /// <returns>The same words; no start before the one before it, no end after its voice has ended.</returns>
    public static IReadOnlyList<Segment> Snap(IReadOnlyList<Segment> segments, IReadOnlyList<SpeechSpan> speech)
    {
        var words = segments.SelectMany((s, i) => s.Words.Select((w, j) => new Place(i, j, w.Start))).ToList();
        var starts = words.Select(w => w.Start).ToArray();
        for (var k = 0; k < speech.Count; k++)
        {
            var from = k > 0 ? speech[k - 1].End - Early : double.NegativeInfinity;
            if (First(words, starts, from, speech[k].Start) is { } first) starts[first] = speech[k].Start;
        }

        for (var i = 1; i < starts.Length; i++) starts[i] = Math.Max(starts[i], starts[i - 1]);
        return Moved(segments, starts, speech);
    }

    /// <summary>Index of the word that begins after the pause. A word that begins a segment is preferred: the engine ends sentences there.</summary>
    private static int? First(List<Place> words, double[] starts, double from, double onset)
    {
        int? last = null, afterMiddle = null;
        var middle = double.IsInfinity(from) ? from : (from + Early + onset) / 2;
        for (var i = 0; i < words.Count && starts[i] <= onset + Late; i++)
        {
            if (starts[i] < from) continue;
            if (words[i].InSegment == 0) return i;
            last = i;
            if (starts[i] >= middle) afterMiddle ??= i;
        }

        return afterMiddle ?? last;
    }

    private static Segment[] Moved(IReadOnlyList<Segment> segments, double[] starts, IReadOnlyList<SpeechSpan> speech)
    {
        var at = 0;
        var moved = new Segment[segments.Count];
        for (var i = 0; i < segments.Count; i++)
        {
            var segment = segments[i];
            if (segment.Words.Count == 0)
            {
                moved[i] = segment;
                continue;
            }

            var words = new List<Word>(segment.Words.Count);
            foreach (var word in segment.Words)
            {
                var (start, next) = (starts[at], at + 1 < starts.Length ? starts[at + 1] : double.PositiveInfinity);
                words.Add(word with { Start = start, End = Math.Max(start, Math.Min(VoiceEnd(speech, start, word.End), next)) });
                at++;
            }

            moved[i] = segment with { Start = words[0].Start, End = words[^1].End, Words = words };
        }

        return moved;
    }

    /// <summary>A word ends with the voice that began it, not somewhere in the pause that follows.</summary>
    private static double VoiceEnd(IReadOnlyList<SpeechSpan> speech, double start, double end)
    {
        foreach (var span in speech)
            if (span.Start <= start && start < span.End) return Math.Min(end, span.End);
        return end;
    }

    private readonly record struct Place(int Segment, int InSegment, double Start);
}
