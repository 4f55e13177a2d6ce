using Pipeline.Core.Media;

namespace Pipeline.Core.Transcripts;

/// <summary>Holds an answer against what the speech detector heard and against how engines fail. What is found is marked, never removed.</summary>
internal static class DoubtCheck
{
    /// <summary>Confidence below which text is marked. In five talks none was below 0.64; what was invented over music had 0.3–0.5.</summary>
    private const double LeastConfidence = 0.5;

    /// <summary>Seconds of speech between two words; a person says six or seven words in that time.</summary>
    private const double MostUnwritten = 2.5;

    /// <summary>Seconds by which the times of engine and detector may differ.</summary>
    private const double Tolerance = 0.5;

    /// <summary>Letters a second beyond which nobody speaks; the talks have 9 to 16, fast talkers 25.</summary>
    private const double MostLetters = 35;

    /// <summary>Letters a second of speech below which it is not what was said; a wide one (Chinese, Japanese, Korean) counts as two.</summary>
    private const double LeastLetters = 2;

    /// <summary>Seconds of speech in which few letters mean something: a cry may be long.</summary>
    private const double LongEnough = 5;

    /// <summary>Seconds of text that are looked at for loops: as long as the window of the engine, for which the limits were made.</summary>
    private const double LoopWindow = 30;

    /// <param name="segments">Those of the answer, on the recording's clock.</param>
    public static Hearing Of(SpokenPiece piece, EngineAnswer answer, IReadOnlyList<Segment> segments)
    {
        var marked = segments.Select(s => s with { Confidence = Confidence(s), Doubt = Own(s, piece.Speech) }).ToArray();
        Loops(marked);
        var missing = Missing(marked, piece);
        return new Hearing(answer.Language, answer.Engine, answer.Model, marked, missing);
    }

    private static double? Confidence(Segment segment)
    {
        if (segment.AverageLogProbability is { } log) return Math.Round(Math.Clamp(Math.Exp(log), 0, 1), 3);
        return segment.Words.Count > 0 ? Math.Round(Math.Clamp(segment.Words.Average(w => w.Probability), 0, 1), 3) : null;
    }

    private static string? Own(Segment segment, IReadOnlyList<SpeechSpan> speech)
    {
        if (!speech.Any(s => s.End > segment.Start - Tolerance && s.Start < segment.End + Tolerance)) return Doubt.NoSpeech;
        if (Confidence(segment) < LeastConfidence) return Doubt.Unsure;
        return IsSpoken(segment, speech) ? null : Doubt.Pace;
    }

    /// <summary>Whether somebody can have said it in its time.</summary>
    private static bool IsSpoken(Segment segment, IReadOnlyList<SpeechSpan> speech)
    {
        var letters = TextWidth.Of(segment.Text);
        if (letters > MostLetters * Math.Max(1, segment.End - segment.Start)) return false;
        var spoken = speech.Sum(s => Math.Max(0, Math.Min(s.End, segment.End) - Math.Max(s.Start, segment.Start)));
        return spoken < LongEnough || letters >= LeastLetters * spoken;
    }

    /// <summary>Marks the fewest segments in a row that make a loop.</summary>
    private static void Loops(Segment[] segments)
    {
        for (var first = 0; first < segments.Length; first++)
        {
            var end = segments[first].Start + LoopWindow;
            for (var last = first; last < segments.Length && (last == first || segments[last].End <= end); last++)
            {
                if (!IsLoop(segments, first, last)) continue;
                if (last > first && IsLoop(segments, first + 1, last)) break;
                for (var i = first; i <= last; i++) segments[i] = segments[i] with { Doubt = Doubt.Repetition };
                break;
            }
        }
    }

    private static bool IsLoop(Segment[] segments, int first, int last) => RepetitionLoop.IsIn(string.Join(' ', segments[first..(last + 1)].Select(s => s.Text)));

    /// <summary>Seconds of speech without words; the segment before (or after) each such place is marked, when nothing worse is said of it.</summary>
    private static double Missing(Segment[] segments, SpokenPiece piece)
    {
        var missing = 0.0;
        var (clock, before) = (piece.Piece.Start, -1);
        for (var i = 0; i <= segments.Length; i++)
        {
            foreach (var (start, end) in i < segments.Length ? Times(segments[i]) : [(piece.Piece.End, piece.Piece.End)])
            {
                var unwritten = piece.Speech.Sum(s => Math.Max(0, Math.Min(s.End, start) - Math.Max(s.Start, clock)));
                if (unwritten >= MostUnwritten)
                {
                    missing += unwritten;
                    var at = before >= 0 ? before : i;
                    if (at < segments.Length) segments[at] = segments[at] with { Doubt = segments[at].Doubt ?? Doubt.Missing };
                }

                (clock, before) = (Math.Max(clock, end), Math.Min(i, segments.Length - 1));
            }
        }

        return missing;
    }

    private static IEnumerable<(double Start, double End)> Times(Segment segment) =>
        segment.Words.Count > 0 ? segment.Words.Select(w => (w.Start, w.End)) : [(segment.Start, segment.End)];
}
