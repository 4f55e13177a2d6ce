using Pipeline.Core.Transcripts;

namespace Pipeline.Core.Media;

/// <summary>Groups the speech of a recording into pieces for the engine. Pieces cover all speech, do not overlap, begin and end in
/// silence where there is any, and leave longer silences out. Works from left to right and looks no further ahead than it must,
/// never beyond the hard limit, so pieces of a recording that still grows stay as they are. Same input, same pieces.</summary>
public sealed class SpeechChunker(SpeechChunkerRule rule)
{
    /// <param name="speech">As the detector found it, in any order; overlaps are joined.</param>
    /// <param name="duration">Seconds of audio; speech beyond it is cut off.</param>
    /// <param name="quietest">Quietest instant between two times, asked where speech has no pause; null: cut at the hard limit.</param>
    public IReadOnlyList<Piece> Cut(IEnumerable<SpeechSpan> speech, double duration, Func<double, double, double>? quietest = null) =>
        Walk(speech, duration, quietest).Pieces;

    /// <summary>The pieces of a recording that still grows which stay as they are, whatever follows.</summary>
    /// <param name="known">Seconds up to which <paramref name="speech"/> is known.</param>
    public IReadOnlyList<Piece> Settled(IEnumerable<SpeechSpan> speech, double known, Func<double, double, double>? quietest = null)
    {
        var (pieces, needs) = Walk(speech, known, quietest);
        return [.. pieces.TakeWhile(p => needs[p.Index] <= known)];
    }

    /// <returns>Beside the pieces: up to when the recording must be known for each to stay as it is.</returns>
    private (List<Piece> Pieces, List<double> Needs) Walk(IEnumerable<SpeechSpan> speech, double duration, Func<double, double, double>? quietest)
    {
        var spans = Join(speech, duration);
        var (pieces, needs) = (new List<Piece>(), new List<double>());
        var previousEnd = 0.0;
        for (var first = 0; first < spans.Count;)
        {
            var start = StartBefore(spans, first, previousEnd);
            var (last, ahead) = SpeechChunkerChoice.LastSpan(spans, first, start, duration, rule);
            double end;
            if (last >= first)
            {
                end = EndAfter(spans, last, duration, rule);
                first = last + 1;
            }
            else
            {
                end = CutInside(spans[first], start, quietest);
                spans[first] = spans[first] with { Start = end };
            }

            pieces.Add(new Piece(pieces.Count, Milliseconds(start), Milliseconds(end)));
            needs.Add(start + ahead);
            previousEnd = end;
        }

        return (Lengthen(pieces, duration, rule.Shortest), needs);
    }

    /// <summary>Where a piece ends whose last span is this one: a pad later, or halfway to the next span when that is nearer.</summary>
    internal static double EndAfter(List<SpeechSpan> spans, int last, double duration, SpeechChunkerRule rule)
    {
        var end = spans[last].End;
        var room = last + 1 < spans.Count ? (end + spans[last + 1].Start) / 2 : duration;
        return Math.Min(end + rule.Pad, room);
    }

    private double StartBefore(List<SpeechSpan> spans, int first, double previousEnd)
    {
        var start = spans[first].Start;
        var room = first > 0 ? Math.Max(previousEnd, (spans[first - 1].End + start) / 2) : previousEnd;
        return Math.Max(start - rule.Pad, room);
    }

    private static List<SpeechSpan> Join(IEnumerable<SpeechSpan> speech, double duration)
    {
        var joined = new List<SpeechSpan>();
        var inside = speech.Select(s => new SpeechSpan(Math.Max(0, s.Start), Math.Min(duration, s.End)));
        foreach (var span in inside.Where(s => s.End > s.Start).OrderBy(s => s.Start))
        {
            if (joined.Count > 0 && span.Start <= joined[^1].End)
                joined[^1] = joined[^1] with { End = Math.Max(joined[^1].End, span.End) };
            else
                joined.Add(span);
        }

        return joined;
    }

    /// <summary>Speech without a pause up to the hard limit; what remains of it is never a stub.</summary>
    private double CutInside(SpeechSpan span, double start, Func<double, double, double>? quietest)
    {
        var latest = Math.Min(start + rule.HardLimit, span.End - rule.Shortest);
        var earliest = Math.Min(start + (rule.Target * (1 - rule.Window)), latest);
        return quietest is null ? latest : Math.Clamp(quietest(earliest, latest), earliest, latest);
    }

    private static List<Piece> Lengthen(List<Piece> pieces, double duration, double shortest)
    {
        for (var i = 0; i < pieces.Count; i++)
        {
            var piece = pieces[i];
            if (piece.Length >= shortest) continue;
            var ceiling = i + 1 < pieces.Count ? pieces[i + 1].Start : duration;
            var floor = i > 0 ? pieces[i - 1].End : 0;
            var end = Math.Min(ceiling, piece.Start + shortest);
            var start = Math.Max(floor, Math.Min(piece.Start, end - shortest));
            pieces[i] = piece with { Start = Milliseconds(start), End = Milliseconds(end) };
        }

        return pieces;
    }

    private static double Milliseconds(double seconds) => Math.Round(seconds, 3);
}
