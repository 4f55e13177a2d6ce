using Pipeline.Core.Transcripts;

namespace Pipeline.Adapters.Whisper;

/// <summary>Merges tokens into words: one begins where a token begins with a space, or with a letter of a script without spaces.
/// Tokens may hold a part of a character, which arrives as U+FFFD; the segment's text is whole, so such tokens take theirs from it.</summary>
internal static class TokenMerger
{
    private const char Broken = '\uFFFD';

    /// <summary>Words that, put together, are the text (spaces aside); none when the engine gave no tokens.</summary>
    public static IEnumerable<Word> Words(string text, IReadOnlyList<WhisperToken> tokens)
    {
        var parts = new List<WhisperToken>();
        foreach (var token in Mend(text, tokens))
        {
            if (parts.Count > 0 && BeginsWord(token.Word!))
            {
                if (Join(parts) is { } word) yield return word;
                parts.Clear();
            }

            parts.Add(token);
        }

        if (Join(parts) is { } last) yield return last;
    }

    /// <summary>Each run of broken tokens becomes one token with the text that stands there.</summary>
    private static IEnumerable<WhisperToken> Mend(string text, IReadOnlyList<WhisperToken> tokens)
    {
        var position = 0;
        WhisperToken? broken = null;
        foreach (var token in tokens)
        {
            var piece = token.Word ?? "";
            var found = piece.Contains(Broken, StringComparison.Ordinal) ? -1 : text.IndexOf(piece, position, StringComparison.Ordinal);
            if (found < 0)
            {
                broken = broken is null ? token : broken with { End = token.End, Probability = Math.Min(broken.Probability, token.Probability) };
                continue;
            }

            if (broken is not null && found > position) yield return broken with { Word = text[position..found] };
            // Text that no token accounts for goes with the next one: nothing of the segment is lost.
            yield return token with { Word = broken is null ? text[position..(found + piece.Length)] : piece };
            broken = null;
            position = found + piece.Length;
        }

        if (broken is not null && position < text.Length) yield return broken with { Word = text[position..] };
    }

    private static Word? Join(List<WhisperToken> parts)
    {
        var text = string.Concat(parts.Select(p => p.Word)).Trim();
        return text.Length == 0 ? null : new Word(text, parts[0].Start, parts[^1].End, parts.Average(p => p.Probability));
    }

    private static bool BeginsWord(string token) =>
        token.Length > 0 && (char.IsWhiteSpace(token[0]) || (IsWrittenWithoutSpaces(token[0]) && char.IsLetter(token[0])));

    /// <summary>Thai, Lao, Myanmar, Khmer, kana, Han (Korean has spaces).</summary>
    private static bool IsWrittenWithoutSpaces(char c) =>
        c is (>= '\u0E00' and <= '\u0EFF') or (>= '\u1000' and <= '\u109F') or (>= '\u1780' and <= '\u17FF')
            or (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') or (>= '\uD840' and <= '\uD87F');
}
