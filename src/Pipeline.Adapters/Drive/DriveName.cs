using System.Globalization;
using System.Text;

namespace Pipeline.Adapters.Drive;

/// <summary>Names from the outside, made fit for a Drive listing: no control or direction-changing characters, at most 200 long.</summary>
internal static class DriveName
{
    private const int Longest = 200;

    public static string Clean(string name)
    {
        var kept = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes().Where(r => Rune.GetUnicodeCategory(r) is not (UnicodeCategory.Control or UnicodeCategory.Format)))
        {
            if (kept.Length + rune.Utf16SequenceLength > Longest - Extension(name).Length) return kept.ToString().TrimEnd() + Extension(name);
            kept.Append(rune);
        }

        return kept.Length > 0 ? kept.ToString() : "untitled";
    }

    private static string Extension(string name) => Path.GetExtension(name) is { Length: > 1 and <= 6 } extension && name.Length > Longest ? extension : "";
}
