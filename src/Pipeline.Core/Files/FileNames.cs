using System.Globalization;
using System.Text;

namespace Pipeline.Core.Files;

/// <summary>Names for people, made from what a stranger called a video: no control or direction characters (they can hide an
/// ending), nothing that a file system refuses, at most 200 characters (media-and-drive.md §4). Never used as a path of our own.</summary>
public static class FileNames
{
    private const int MaxLength = 200;

    /// <summary>A file name: title plus extension (with its dot).</summary>
    public static string For(string? title, string extension) => Clean(title, MaxLength - extension.Length) + extension;

    /// <summary><c>YYYY-MM-DD - Title</c>.</summary>
    public static string Folder(string? title, DateTimeOffset day) =>
        Clean(string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} - {Clean(title, MaxLength)}"), MaxLength);

    /// <summary>The title, fit to be shown and to be a name; "Untitled" when nothing is left.</summary>
    public static string Clean(string? title, int maxLength = MaxLength)
    {
        var text = new StringBuilder();
        foreach (var rune in (title ?? "").EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) continue;
            var replaced = rune.Value is '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' ? new Rune('-') : rune;
            if (text.Length + replaced.Utf16SequenceLength > maxLength) break;
            text.Append(replaced.ToString());
        }

        var name = text.ToString().Trim().TrimEnd('.');
        return name.Length == 0 ? "Untitled" : name;
    }
}
