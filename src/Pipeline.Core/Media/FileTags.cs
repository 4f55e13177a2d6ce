using System.Text.RegularExpressions;

namespace Pipeline.Core.Media;

/// <summary>Labels that people put before a file's name: <c>[a, b] name.mp4</c>.</summary>
public static partial class FileTags
{
    /// <returns>The labels with ", " between, or null where there are none; and the name without them and without its extension.</returns>
    public static (string? Tags, string? Name) Split(string? fileName)
    {
        var name = Path.GetFileNameWithoutExtension(fileName);
        if (name is null || Pattern().Match(name) is not { Success: true } match) return (null, name);
        var tags = string.Join(", ", match.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        return (tags.Length > 0 ? tags : null, match.Groups[2].Value);
    }

    // Something must be left as a name.
    [GeneratedRegex(@"^\s*\[([^\[\]]*)\]\s*(\S.*)$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Pattern();
}
