namespace Pipeline.Core.Media;

/// <summary>Decides in which pause a piece ends.</summary>
internal static class SpeechChunkerChoice
{
    /// <summary>Index of the last span that belongs to the piece, or one less than <paramref name="first"/> when not even the first
    /// span fits under the hard limit.</summary>
    public static int LastSpan(List<SpeechSpan> spans, int first, double start, double duration, SpeechChunkerRule rule)
    {
        var candidates = Candidates(spans, first, start, duration, rule);
        if (candidates.Count == 0) return first - 1;
        if (candidates[^1] is { IsForced: true } forced && forced.Length <= rule.Target * rule.Stretch) return forced.Span;

        var early = rule.Target * (1 - rule.Window);
        var window = candidates.Where(c => c.Length >= early && c.Length <= rule.Target).ToList();
        var late = candidates.Where(c => c.Length > rule.Target).ToList();
        var choice = Longest(window.Where(c => c.Pause >= rule.GoodPause))
            ?? late.FirstOrDefault(c => c.Pause >= rule.GoodPause)
            ?? Longest(window)
            ?? late.FirstOrDefault()
            ?? candidates[^1];
        return choice.Span;
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
