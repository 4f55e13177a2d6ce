namespace Pipeline.Core.Transcripts;

/// <summary>Finds the best places to divide a talk into subtitles: of all ways that keep the lines and the seven seconds, the one
/// with the least trouble (text that is gone before it can be read, breaks inside a phrase, many small subtitles).</summary>
internal sealed class SubtitleBreaks(IReadOnlyList<SubtitleWord> words, SubtitleRuler ruler, double duration)
{
    // What a second too little costs, compared with one more subtitle (1) and with a bad place for a break.
    private const double SecondMissing = 20;
    private const double PhraseBreak = 0.4;
    private const double BadBreak = 2;

    /// <summary>What rounding makes of equal costs: they stay equal wherever the sum began.</summary>
    private const double Equal = 1e-9;

    /// <summary>What a line or subtitle that ends after this word loses in sense: 0 for the end of a sentence.</summary>
    public double Harm(int last)
    {
        if (last + 1 >= words.Count || SentenceEnd.Closes(words[last].Text)) return 0;
        if (words[last].EndsSegment || SentenceEnd.ClosesPhrase(words[last].Text)) return PhraseBreak;
        // "the", "de", "и" belong to what follows; true of most languages that have spaces.
        return words[last + 1].SpaceBefore && words[last].Width <= 3 ? 2 * BadBreak : BadBreak;
    }

    /// <summary>First and last word of each subtitle that the first <paramref name="count"/> words make.</summary>
    public IEnumerable<(int First, int Last)> Find(int count)
    {
        var before = Best(count);
        var cues = new Stack<(int, int)>();
        for (var n = count; n > 0; n = before[n]) cues.Push((before[n], n - 1));
        return cues;
    }

    /// <summary>How many words from the front are divided the same way whatever words follow: there all the best ways meet that the next
    /// subtitles may go on from. 0: they do not meet yet.</summary>
    public int Settled()
    {
        // The last word's subtitle depends on what comes next.
        var count = words.Count - 1;
        var before = Best(count);
        var open = new SortedSet<int>(Enumerable.Range(0, count).Where(n => ruler.LastInCue(n) >= count)) { count };
        while (open.Count > 1)
        {
            open.Add(before[open.Max]);
            open.Remove(open.Max);
        }

        return open.Max;
    }

    /// <summary>For each number of words: how many stand before the last subtitle when they are divided in the best way.</summary>
    private int[] Best(int count)
    {
        var (cost, before) = (new double[count + 1], new int[count + 1]);
        Array.Fill(cost, double.PositiveInfinity, 1, count);
        for (var first = 0; first < count; first++)
        {
            var furthest = Math.Min(count - 1, ruler.LastInCue(first));
            for (var last = first; last <= furthest && (last == first || Spoken(first, last) <= SubtitleCues.Longest); last++)
            {
                var total = cost[first] + Cost(first, last);
                if (total < cost[last + 1] - Equal) (cost[last + 1], before[last + 1]) = (total, first);
            }
        }

        return before;
    }

    private double Cost(int first, int last)
    {
        var width = ruler.Width(first, last);
        var next = last + 1 < words.Count ? words[last + 1].Start : Math.Max(duration, words[last].End);
        var missing = Math.Max(0, SubtitleCues.ReadingTime(width) - (next - words[first].Start));
        var fill = width / (2.0 * SubtitleCues.LineWidth);
        return 1 + (SecondMissing * missing) + Harm(last) + (0.5 * fill * fill);
    }

    private double Spoken(int first, int last) => words[last].End - words[first].Start;
}
