using System.Text;

namespace Pipeline.Core.Transcripts;

/// <summary>Lays words out on one line or on two of about the same length.</summary>
internal static class SubtitleLines
{
    /// <summary>Null when the words do not fit into two lines.</summary>
    public static IReadOnlyList<string>? Of(IReadOnlyList<SubtitleWord> words)
    {
        var whole = Join(words, 0, words.Count);
        if (whole.Length <= SubtitleCues.LineLength) return [whole];
        if (whole.Length > (2 * SubtitleCues.LineLength) + 1) return null;

        IReadOnlyList<string>? best = null;
        var bestLength = SubtitleCues.LineLength + 1;
        for (var split = 1; split < words.Count; split++)
        {
            var (upper, lower) = (Join(words, 0, split), Join(words, split, words.Count));
            var length = Math.Max(upper.Length, lower.Length);
            if (length >= bestLength) continue;
            (best, bestLength) = ([upper, lower], length);
        }

        return best;
    }

    private static string Join(IReadOnlyList<SubtitleWord> words, int from, int to)
    {
        var text = new StringBuilder();
        for (var i = from; i < to; i++)
        {
            if (i > from && words[i].SpaceBefore) text.Append(' ');
            text.Append(words[i].Text);
        }

        return text.ToString();
    }
}
