using System.Globalization;
using System.Text;
using Pipeline.Core.Media;

namespace Pipeline.Core.Files;

/// <summary>Names for people, made from what a stranger called a video: no control or direction characters (they can hide an
/// ending), nothing that a file system refuses, at most 200 characters (media-and-drive.md §4). Never used as a path of our own.</summary>
public static class FileNames
{
    private const int MaxLength = 200;

    /// <summary>A file name: title plus extension (with its dot).</summary>
    /// <param name="maxBytes">As in <see cref="Fit"/>.</param>
    public static string For(string? title, string extension, int maxBytes = int.MaxValue) => Clean(title, MaxLength - extension.Length, maxBytes - extension.Length) + extension;

    /// <summary><c>YYYY-MM-DD - Title</c>.</summary>
    public static string Folder(string? title, DateTimeOffset day) =>
        Fit(string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} - {Clean(title, MaxLength, int.MaxValue)}"));

    /// <summary>A whole name as a store gets it: one segment of a path; a long one keeps its extension.</summary>
    /// <param name="maxBytes">Longest name in bytes of UTF-8, for stores that count these.</param>
    public static string Fit(string name, int maxBytes = int.MaxValue)
    {
        var extension = Path.GetExtension(name) is { Length: > 1 and <= 6 } text && text.Skip(1).All(char.IsAsciiLetterOrDigit) ? text : "";
        return Clean(name[..^extension.Length], MaxLength - extension.Length, maxBytes - extension.Length) + extension;
    }

    private static string Clean(string? title, int maxLength, int maxBytes)
    {
        var name = new StringBuilder();
        foreach (var rune in (MediaTitle.Clean(title) ?? "").EnumerateRunes())
        {
            maxBytes -= rune.Utf8SequenceLength;
            if (maxBytes < 0 || name.Length + rune.Utf16SequenceLength > maxLength) break;
            name.Append(rune.Value is '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' ? "-" : rune.ToString());
        }

        // A dot at the beginning hides a file, one at the end is refused by Windows.
        var visible = name.ToString().Trim(' ', '.');
        return visible.Length == 0 ? "Untitled" : visible;
    }
}
