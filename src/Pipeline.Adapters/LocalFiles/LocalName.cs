using System.Globalization;
using System.Text;

namespace Pipeline.Adapters.LocalFiles;

/// <summary>Names from the outside, made fit for a file system: one path segment, visible, short, the same on Linux and in a Windows share.</summary>
internal static class LocalName
{
    /// <summary>File systems allow 255 bytes a name; the rest is for " (12)" and ".part".</summary>
    private const int LongestBytes = 200;

    public static string Clean(string name)
    {
        var runes = name.EnumerateRunes()
            .Where(r => Rune.GetUnicodeCategory(r) is not (UnicodeCategory.Control or UnicodeCategory.Format))
            .Select(r => "/\\:*?\"<>|".Contains((char)r.Value) && r.IsAscii ? new Rune('-') : r);
        var flat = string.Concat(runes).Trim(' ', '.');
        var extension = Path.GetExtension(flat) is { Length: > 1 and <= 6 } e ? e : "";
        var stem = Cut(flat[..^extension.Length], LongestBytes - Encoding.UTF8.GetByteCount(extension)).TrimEnd(' ', '.');
        return stem.Length + extension.Length > 0 ? stem + extension : "untitled";
    }

    /// <summary>"talk.mp4", "talk (2).mp4", "talk (3).mp4" …</summary>
    public static IEnumerable<string> Variants(string name, bool isFile)
    {
        yield return name;
        var extension = isFile ? Path.GetExtension(name) : "";
        for (var i = 2; ; i++) yield return string.Create(CultureInfo.InvariantCulture, $"{name[..^extension.Length]} ({i}){extension}");
    }

    private static string Cut(string text, int bytes)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if ((bytes -= rune.Utf8SequenceLength) < 0) break;
            kept.Append(rune);
        }

        return kept.ToString();
    }
}
