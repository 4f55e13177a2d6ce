namespace Pipeline.Core.Media;

/// <summary>Decides in which pause a piece ends.</summary>
internal static class SpeechChunkerChoice
{
    /// <summary>Last: index of the last span that belongs to the piece, or one less than <paramref name="first"/> when not even the first
    /// span fits under the hard limit. Needs: seconds behind the piece's start that must be known for the choice to stay as it is,
    /// whatever is said later.</summary>
    public static (int Last, double Needs) LastSpan(List<SpeechSpan> spans, int first, double start, double duration, SpeechChunkerRule rule)
    {
        var candidates = Candidates(spans, first, start, duration, rule);
        if (candidates.Count == 0) return (first - 1, rule.LookAhead(rule.HardLimit));
        // The end of a recording, or of what is known of it, looks like a long pause: only when so much more is known is it one.
        if (candidates[^1] is { IsForced: true } forced && forced.Length <= rule.Whole) return (forced.Span, rule.LookAhead(forced.Length));

        var early = rule.Target * (1 - rule.Window);
        var window = candidates.Where(c => c.Length >= early && c.Length <= rule.Target).ToList();
        var late = candidates.Where(c => c.Length > rule.Target).ToList();
        if ((Longest(window.Where(c => c.Pause >= rule.GoodPause)) ?? late.FirstOrDefault(c => c.Pause >= rule.GoodPause)) is { } good)
        {
            // Speech is known to go on behind what could stay in one piece, so nothing that follows makes another choice of it.
            var isCertain = good.Span < candidates[^1].Span && candidates[^1].Length > rule.Whole;
            return (good.Span, isCertain ? rule.Whole : rule.LookAhead(Math.Max(good.Length, rule.Whole)));
        }

        return ((Longest(window) ?? late.FirstOrDefault() ?? candidates[^1]).Span, rule.LookAhead(rule.HardLimit));
    }

    /// <summary>Every pause under the hard limit, up to one that ends the piece in any case.</summary>
    private static List<Candidate> Candidates(List<SpeechSpan> spans, int first, double start, double duration, SpeechChunkerRule rule)
    {
        var candidates = new List<Candidate>();
        for (var i = first; i < spans.Count; i++)
        {
            var length = SpeechChunker.EndAfter(spans, i, duration, rule) - start;
            if (length > rule.HardLimit) break;
            var pause = i + 1 < spans.Count ? spans[i + 1].Start - spans[i].End : double.PositiveInfinity;
            candidates.Add(new Candidate(i, length, pause, pause >= rule.LongPause));
            if (pause >= rule.LongPause) break;
        }

        return candidates;
    }

    /// <summary>The longest pause; of equal ones the latest.</summary>
    private static Candidate? Longest(IEnumerable<Candidate> candidates) => candidates.OrderBy(c => c.Pause).ThenBy(c => c.Span).LastOrDefault();

    private sealed record Candidate(int Span, double Length, double Pause, bool IsForced);
}
