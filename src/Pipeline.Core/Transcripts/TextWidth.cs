using System.Globalization;
using System.Text;

namespace Pipeline.Core.Transcripts;

/// <summary>Columns that text takes on a screen: what a reader sees as one character counts one, or two where it is wide (Chinese,
/// Japanese, Korean, emoji); marks upon a letter and invisible direction marks count nothing. After Unicode's East Asian Width (UAX #11).</summary>
internal static class TextWidth
{
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA000, 0xA4CF), (0xA960, 0xA97C),
        (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE10, 0xFE19), (0xFE30, 0xFE6F), (0xFF00, 0xFF60), (0xFFE0, 0xFFE6), (0x1B000, 0x1B2FF),
        (0x1F1E6, 0x1F1FF), (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F900, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    private const int EmojiStyle = 0xFE0F;

    public static int Of(string text)
    {
        var width = 0;
        for (var at = 0; at < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, at);
            width += OfElement(text.AsSpan(at, length));
            at += length;
        }

        return width;
    }

    public static bool IsWide(Rune rune)
    {
        var value = rune.Value;
        return value >= Wide[0].First && Wide.Any(range => value >= range.First && value <= range.Last);
    }

    private static int OfElement(ReadOnlySpan<char> element)
    {
        var width = 0;
        foreach (var rune in element.EnumerateRunes())
        {
            if (rune.Value == EmojiStyle || IsWide(rune)) return 2;
            if (!IsInvisible(rune)) width = 1;
        }

        return width;
    }

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.Control;
}
