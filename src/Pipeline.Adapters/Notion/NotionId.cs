using System.Text.RegularExpressions;

namespace Pipeline.Adapters.Notion;

/// <summary>Ids as people paste them: with or without dashes, or the whole address (…/Title-ID?v=VIEW).</summary>
internal static partial class NotionId
{
    /// <summary>The id with dashes, or null when there is none in the text.</summary>
    public static string? Parse(string? text)
    {
        var found = Guid.TryParse(text, out var id) || Guid.TryParse(InAddress(text), out id);
        return found ? id.ToString("D") : null;
    }

    // What follows the question mark is a view.
    private static string InAddress(string? text) => Pattern().Match((text ?? "").Split('?', '#')[0]).Value;

    [GeneratedRegex("(?<![0-9a-fA-F])[0-9a-fA-F]{32}$|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
