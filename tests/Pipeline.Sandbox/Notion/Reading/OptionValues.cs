using System.Text.Json.Nodes;
using Pipeline.Sandbox.Notion.Model;

namespace Pipeline.Sandbox.Notion.Reading;

/// <summary>Values of select, multi_select (both create what they do not know) and status (refuses it).</summary>
internal static class OptionValues
{
    private const int NameLimit = 100;

    public static Func<JsonNode?> Select(Column column, Field value)
    {
        if (value.IsNull)
        {
            return () => null;
        }

        var option = ReadOrCreate(column, value);
        return () => option();
    }

    public static Func<JsonNode?> Many(Column column, Field value)
    {
        var options = value.Items().Select(item => ReadOrCreate(column, item)).ToList();
        return () => new JsonArray([.. options.Select(option => JsonValue.Create(option()))]);
    }

    public static Func<JsonNode?> Status(Column column, Field value)
    {
        if (value.IsNull)
        {
            return column.Default;
        }

        value.Only("id", "name", "color", "description");
        var word = (value["id"].Present ? value["id"] : value["name"].Required()).Text(NameLimit);
        var option = value["id"].Present ? column.OptionById(word) : column.OptionNamed(word, StringComparison.Ordinal);
        var id = option?.Id ?? throw NotionError.Validation($"Invalid status option. Status option \"{word}\" does not exist\".");
        return () => id;
    }

    public static void CheckName(string name, string path)
    {
        if (name.Contains(',', StringComparison.Ordinal))
        {
            throw NotionError.Validation($"Invalid select option, commas not allowed: {name}");
        }

        if (name.Length is 0 or > NameLimit)
        {
            throw NotionError.Body($"{path}.length should be {(name.Length == 0 ? "≥ `1`" : $"≤ `{NameLimit}`")}, instead was `{name.Length}`.");
        }
    }

    private static Func<string> ReadOrCreate(Column column, Field value)
    {
        value.Only("id", "name", "color", "description");
        if (value["id"].Present)
        {
            var id = value["id"].Text();
            _ = column.OptionById(id) ?? throw NotionError.Validation($"Select option with id \"{id}\" does not exist.");
            return () => id;
        }

        var name = value["name"].Required().Text();
        CheckName(name, value["name"].Path);
        var known = column.OptionNamed(name, StringComparison.OrdinalIgnoreCase);
        if (known is not null && value["color"].Present && value["color"].Text() != known.Color)
        {
            throw NotionError.Validation("Select option color doesn't match existing.");
        }

        return () => (column.OptionNamed(name, StringComparison.OrdinalIgnoreCase) ?? Create(column, name)).Id;
    }

    private static SelectOption Create(Column column, string name)
    {
        var option = new SelectOption(ShortId.New(), name, "default", SelectOption.ToDo);
        column.Options.Add(option);
        return option;
    }
}
