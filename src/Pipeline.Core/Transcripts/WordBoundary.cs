using System.Globalization;
using System.Text;

namespace Pipeline.Core.Transcripts;

/// <summary>Says where a line may end in writing that has no space there: between Chinese and Japanese characters, but not inside a
/// katakana word, not before closing punctuation and not after opening punctuation (kinsoku).</summary>
internal static class WordBoundary
{
    /// <summary>Whether a line may end between two texts that stand next to each other without a space.</summary>
    public static bool IsBetween(string left, string right)
    {
        var (before, after) = (Last(left), Rune.GetRuneAt(right, 0));
        if (!NeedsNoSpace(before) && !NeedsNoSpace(after)) return false;
        if (IsKatakana(before) && IsKatakana(after)) return false;
        return !Opens(before) && !Closes(after);
    }

    /// <summary>A text without spaces taken apart at its boundaries; <c>IsFirst</c> only for the part at its beginning.</summary>
    public static IEnumerable<(string Text, bool IsFirst)> Parts(string text)
    {
        var start = 0;
        for (var at = 0; at < text.Length;)
        {
            var next = at + StringInfo.GetNextTextElementLength(text, at);
            if (next == text.Length || IsBetween(text[start..next], text[next..]))
            {
                yield return (text[start..next], start == 0);
                start = next;
            }

            at = next;
        }
    }

    private static Rune Last(string text) => Rune.DecodeLastFromUtf16(text, out var rune, out _) == System.Buffers.OperationStatus.Done ? rune : Rune.ReplacementChar;

    // Korean characters are as wide, but Korean has spaces.
    private static bool NeedsNoSpace(Rune rune) => TextWidth.IsWide(rune) && rune.Value is not (<= 0x11FF or >= 0xA960 and <= 0xA97F or >= 0xAC00 and <= 0xD7FF);

    private static bool IsKatakana(Rune rune) => rune.Value is >= 0x30A1 and <= 0x30FF or >= 0x31F0 and <= 0x31FF;

    private static bool Opens(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.OpenPunctuation or UnicodeCategory.InitialQuotePunctuation;

    // Marks belong to what they stand upon; iteration marks (々 ゝ) and small kana begin no line either.
    private static bool Closes(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.ClosePunctuation or UnicodeCategory.FinalQuotePunctuation or UnicodeCategory.OtherPunctuation or UnicodeCategory.DashPunctuation
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
        or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol
        || "ぁぃぅぇぉっゃゅょゎ".Contains(rune.ToString(), StringComparison.Ordinal);
}
