using Pipeline.Adapters.Whisper;

namespace Pipeline.Adapters.OpenAi;

/// <summary>OpenAI's words have times but no punctuation, its segments the other way round: each word gets the stretch of its segment's
/// text in which it stands.</summary>
internal static class WordPlacer
{
    // A word that is not found this near is spelled otherwise in the text, and its neighbour takes its stretch.
    private const int Reach = 40;

    /// <param name="next">Index of the first word that no segment has yet.</param>
    public static List<WhisperToken> Take(WhisperSegment segment, IReadOnlyList<WhisperToken> words, ref int next)
    {
        var (text, at) = (segment.Text ?? "", 0);
        var probability = Math.Exp(segment.AvgLogprob ?? 0);
        var tokens = new List<WhisperToken>();
        for (; next < words.Count && at < text.Length; next++)
        {
            var word = words[next];
            var bare = (word.Word ?? "").Trim();
            var found = bare.Length == 0 ? -1 : text.IndexOf(bare, at, Math.Min(text.Length - at, Reach + bare.Length), StringComparison.OrdinalIgnoreCase);
            if (found < 0 && word.Start >= segment.End) break;
            if (found < 0) continue;
            var end = PunctuationAfter(text, found + bare.Length);
            tokens.Add(word with { Word = text[at..end], Probability = probability });
            at = end;
        }

        return tokens;
    }

    private static int PunctuationAfter(string text, int at)
    {
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && !char.IsLetterOrDigit(text[at])) at++;
        return at;
    }
}
