using System.Text.Json.Nodes;
using Pipeline.Sandbox.Notion.Model;

namespace Pipeline.Sandbox.Notion.Reading;

/// <summary>Property values as they are written (contract notion-api.md §3). Everything is checked before anything is stored.</summary>
internal static class PropertyValues
{
    private const int UrlLimit = 2000;
    private const int ContactLimit = 200;

    /// <summary>Checks a whole <c>properties</c> object; the functions store what they return, creating select options as they go.</summary>
    public static IReadOnlyList<(Column Column, Func<JsonNode?> Store)> ReadAll(IReadOnlyList<Column> columns, Field properties)
    {
        var values = new List<(Column, Func<JsonNode?>)>();
        foreach (var key in properties.Keys)
        {
            var column = Find(columns, key) ?? throw NotionError.Validation($"{key} is not a property that exists.");
            values.Add((column, Read(column, properties[key])));
        }

        return values;
    }

    public static Column? Find(IReadOnlyList<Column> columns, string nameOrId) =>
        columns.FirstOrDefault(column => column.Name == nameOrId)
        ?? columns.FirstOrDefault(column => column.Id == nameOrId || column.ApiId == nameOrId);

    private static Func<JsonNode?> Read(Column column, Field value)
    {
        if (column.IsReadOnly)
        {
            throw NotionError.Validation($"{column.Name} is a read-only property of type {column.Type} and can't be written.");
        }

        if (!value.Object()[column.Type].Present)
        {
            throw NotionError.Validation($"{column.Name} is expected to be {column.Type}.");
        }

        var content = value.Only(column.Type, "type", "id", "name")[column.Type];
        return column.Type switch
        {
            "select" => OptionValues.Select(column, content),
            "status" => OptionValues.Status(column, content),
            "multi_select" => OptionValues.Many(column, content),
            _ => Constant(ReadPlain(column.Type, content)),
        };
    }

    private static Func<JsonNode?> Constant(JsonNode? node) => () => node;

    private static JsonNode? ReadPlain(string type, Field content) => type switch
    {
        "title" or "rich_text" => RichText.Read(content),
        "number" => content.IsNull ? null : JsonValue.Create(content.Number()),
        "checkbox" => content.Flag(),
        "url" => ReadShort(content, UrlLimit),
        "email" or "phone_number" => ReadShort(content, ContactLimit),
        "date" => content.IsNull ? null : NotionDate.Read(content),
        "files" => new JsonArray([.. content.Items().Select(ReadFile)]),
        "people" => new JsonArray([.. content.Items().Select(ReadPerson)]),
        _ => throw new InvalidOperationException($"The Sandbox has no columns of type {type}."),
    };

    private static JsonValue? ReadShort(Field content, int max)
    {
        if (content.IsNull)
        {
            return null;
        }

        var text = content.Text(max);
        return text.Length > 0 ? JsonValue.Create(text) : throw NotionError.Body($"{content.Path}.length should be ≥ `1`, instead was `0`.");
    }

    private static JsonObject ReadFile(Field file)
    {
        file.Only("name", "type", "external");
        var url = file["external"].Required().Only("url")["url"].Text(UrlLimit);
        return new JsonObject
        {
            ["name"] = file["name"].Required().Text(),
            ["type"] = "external",
            ["external"] = new JsonObject { ["url"] = url },
        };
    }

    private static JsonObject ReadPerson(Field person) =>
        new() { ["object"] = "user", ["id"] = NotionId.Read(person.Only("id", "object")["id"]) };
}
