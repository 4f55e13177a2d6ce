using System.Text.Json.Nodes;
using Pipeline.Sandbox.Notion.Model;
using Pipeline.Sandbox.Notion.Reading;

namespace Pipeline.Sandbox.Notion.Queries;

/// <summary>Stored values as the plain texts that filters, sorts and the board look at.</summary>
internal static class ColumnText
{
    public static string Of(Column column, JsonNode? value) => column.Type switch
    {
        "title" or "rich_text" => RichText.Plain(value),
        "select" or "status" => OptionName(column, value) ?? "",
        "multi_select" or "people" or "files" => string.Join(", ", Names(column, value)),
        "date" => value?["start"]?.GetValue<string>() ?? "",
        _ => value?.ToString() ?? "",
    };

    public static string? OptionName(Column column, JsonNode? value) => column.OptionById(value?.GetValue<string>())?.Name;

    public static IReadOnlyList<string> Names(Column column, JsonNode? value) =>
        [.. (value as JsonArray ?? []).Select(item => Name(column, item!))];

    private static string Name(Column column, JsonNode item) => column.Type switch
    {
        "multi_select" => column.OptionById(item.GetValue<string>())?.Name ?? "",
        "people" => item["id"]!.GetValue<string>(),
        _ => item["name"]!.GetValue<string>(),
    };
}
