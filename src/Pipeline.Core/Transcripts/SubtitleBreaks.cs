namespace Pipeline.Core.Transcripts;

/// <summary>Finds the best places to divide a talk into subtitles: of all ways that keep the lines and the seven seconds, the one
/// with the least trouble (text that is gone before it can be read, breaks inside a phrase, many small subtitles).</summary>
internal sealed class SubtitleBreaks(IReadOnlyList<SubtitleWord> words, SubtitleRuler ruler, double duration)
{
    // What a second too little costs, compared with one more subtitle (1) and with a bad place for a break.
    private const double SecondMissing = 20;
    private const double PhraseBreak = 0.4;
    private const double BadBreak = 2;

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
        // cost[n]: the least for the first n words; from[n]: how many words stand before the last subtitle then.
        var (cost, from) = (new double[count + 1], new int[count + 1]);
        Array.Fill(cost, double.PositiveInfinity, 1, count);
        for (var first = 0; first < count; first++)
        {
            var furthest = Math.Min(count - 1, ruler.LastInCue(first));
            for (var last = first; last <= furthest && (last == first || Spoken(first, last) <= SubtitleCues.Longest); last++)
            {
                var total = cost[first] + Cost(first, last);
                if (total < cost[last + 1]) (cost[last + 1], from[last + 1]) = (total, first);
            }
        }

        var cues = new Stack<(int, int)>();
        for (var n = count; n > 0; n = from[n]) cues.Push((from[n], n - 1));
        return cues;
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
