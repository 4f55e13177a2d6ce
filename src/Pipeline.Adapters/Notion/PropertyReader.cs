using System.Text.Json;

namespace Pipeline.Adapters.Notion;

/// <summary>Reads the few things that we take from a row.</summary>
internal static class PropertyReader
{
    /// <summary>What <see cref="Plain"/> says of a ticked checkbox.</summary>
    public const string Ticked = "true";

    /// <summary>The cell of a column, found by the column's id: its name may be newer than our schema.</summary>
    public static JsonElement? Cell(WirePage row, NotionColumn column)
    {
        foreach (var cell in (row.Properties ?? new Dictionary<string, JsonElement>()).Values)
            if (cell.TryGetProperty("id", out var id) && id.GetString() == column.Id) return cell;
        return null;
    }

    public static string? Title(WirePage row) =>
        (row.Properties?.Values ?? []).Where(cell => TypeOf(cell) == "title").Select(Plain).FirstOrDefault(text => text.Length > 0);

    /// <summary>The name of the chosen option, the text, the url, a file's address, "true" for a tick; empty where the cell is.</summary>
    public static string Plain(JsonElement cell) => TypeOf(cell) switch
    {
        "title" or "rich_text" => string.Concat(Texts(cell).Select(t => t.PlainText)),
        "select" or "status" when Content(cell) is { ValueKind: JsonValueKind.Object } option => option.GetProperty("name").GetString() ?? "",
        "checkbox" => Content(cell).ValueKind == JsonValueKind.True ? Ticked : "",
        "files" => Content(cell).EnumerateArray().Select(FileAddress).FirstOrDefault(address => address is not null) ?? "",
        "url" when Content(cell) is { ValueKind: JsonValueKind.String } url => url.GetString() ?? "",
        _ => "",
    };

    /// <summary>Null, an empty list or text, no tick.</summary>
    public static bool IsEmpty(JsonElement cell) => Content(cell) switch
    {
        { ValueKind: JsonValueKind.Null or JsonValueKind.False } => true,
        { ValueKind: JsonValueKind.Array } items => items.GetArrayLength() == 0,
        { ValueKind: JsonValueKind.String } text => text.GetString() is null or "",
        _ => false,
    };

    /// <summary>The link in a cell of kind url, rich_text, title or files; text that is no link as it stands; null when empty.</summary>
    public static string? Link(JsonElement cell)
    {
        var link = TypeOf(cell) switch
        {
            "title" or "rich_text" when !Plain(cell).Trim().StartsWith("http", StringComparison.OrdinalIgnoreCase) =>
                Texts(cell).Select(t => t.Href).FirstOrDefault(href => href is not null) ?? Plain(cell),
            _ => Plain(cell),
        };
        return string.IsNullOrWhiteSpace(link) ? null : link.Trim();
    }

    private static string? FileAddress(JsonElement file)
    {
        foreach (var kind in (string[])["external", "file"])
            if (file.TryGetProperty(kind, out var content)) return content.GetProperty("url").GetString();
        return null;
    }

    private static string TypeOf(JsonElement cell) => cell.TryGetProperty("type", out var type) ? type.GetString() ?? "" : "";

    private static JsonElement Content(JsonElement cell) => cell.GetProperty(TypeOf(cell));

    private static IReadOnlyList<WireText> Texts(JsonElement cell) => Content(cell).Deserialize<IReadOnlyList<WireText>>(NotionClient.Json) ?? [];
}
