using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Sandbox.Notion.Model;
using Pipeline.Sandbox.Notion.Reading;

namespace Pipeline.Sandbox.Notion;

/// <summary>What a person types into a cell, as the JSON which the API takes. Text that begins with a brace is that JSON already.</summary>
internal static class PlainValue
{
    public static JsonNode ToJson(Column column, string? text) => text?.StartsWith('{') == true
        ? JsonNode.Parse(text)!
        : new JsonObject { [column.Type] = Content(column.Type, text) };

    private static JsonNode? Content(string type, string? text) => type switch
    {
        "title" or "rich_text" => string.IsNullOrEmpty(text) ? new JsonArray() : RichTextRequest(text),
        "multi_select" => new JsonArray([.. Words(text).Select(word => new JsonObject { ["name"] = word })]),
        "files" => new JsonArray([.. Words(text).Select(File)]),
        "people" => new JsonArray([.. Words(text).Select(id => new JsonObject { ["id"] = id })]),
        "checkbox" => text == "true",
        _ when string.IsNullOrEmpty(text) => null,
        "select" or "status" => new JsonObject { ["name"] = text },
        "number" => double.Parse(text, CultureInfo.InvariantCulture),
        "date" => new JsonObject { ["start"] = text },
        _ => text,
    };

    private static JsonArray RichTextRequest(string text) =>
        new([.. RichText.Of(text).Select(item => item!["plain_text"]!.DeepClone())
            .Select(content => new JsonObject { ["text"] = new JsonObject { ["content"] = content } })]);

    private static string[] Words(string? text) =>
        (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static JsonObject File(string url) =>
        new() { ["name"] = url.Split('/')[^1], ["external"] = new JsonObject { ["url"] = url } };
}
