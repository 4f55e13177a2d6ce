using System.Globalization;
using System.Text;

namespace Pipeline.Core.Media;

/// <summary>A title as strangers wrote it, made fit for rows, file names and terminals.</summary>
public static class MediaTitle
{
    public const int MaxLength = 200;

    /// <summary>Control, format (bidi overrides among them) and private-use characters go, white space becomes one
    /// blank, at most <see cref="MaxLength"/> characters stay. Null when nothing is left.</summary>
    public static string? Clean(string? title)
    {
        if (title is null) return null;
        var clean = new StringBuilder();
        foreach (var rune in title.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune)) AppendBlank(clean);
            else if (clean.Length + rune.Utf16SequenceLength > MaxLength) break;
            else if (IsShown(rune)) clean.Append(rune.ToString());
        }

        var text = clean.ToString().Trim();
        return text.Length == 0 ? null : text;
    }

    private static void AppendBlank(StringBuilder clean)
    {
        if (clean.Length is > 0 and < MaxLength && clean[^1] != ' ') clean.Append(' ');
    }

    // U+200D (joiner) holds emoji and Indic letters together; it reorders nothing.
    private static bool IsShown(Rune rune) => rune.Value is 0x200D || (rune.Value is not 0xFFFD && Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned));
}
