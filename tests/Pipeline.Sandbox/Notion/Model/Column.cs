using System.Text.Json.Nodes;

namespace Pipeline.Sandbox.Notion.Model;

/// <summary>A column of a data source. The raw id is short and may hold characters which the API answers percent-encoded.</summary>
internal sealed class Column(string id, string name, string type)
{
    public static readonly string[] Groups = [SelectOption.ToDo, "In progress", "Complete"];

    public string Id => id;

    /// <summary>The id as every answer shows it, for example <c>fk%5EY</c>.</summary>
    public string ApiId => Uri.EscapeDataString(id);

    public string Name { get; set; } = name;

    public string Type { get; set; } = type;

    public string? Description { get; set; }

    public string NumberFormat { get; set; } = "number";

    public List<SelectOption> Options { get; set; } = [];

    public bool HasOptions => Type is "select" or "multi_select" or "status";

    public bool IsReadOnly => Type is "created_time" or "last_edited_time" or "created_by" or "last_edited_by";

    public SelectOption? OptionById(string? optionId) => Options.Find(option => option.Id == optionId);

    public SelectOption? OptionNamed(string optionName, StringComparison comparison) =>
        Options.Find(option => option.Name.Equals(optionName, comparison));

    /// <summary>What a page holds before anything is written: empty, but a status column never is.</summary>
    public JsonNode? Default() => Type switch
    {
        "title" or "rich_text" or "multi_select" or "files" or "people" => new JsonArray(),
        "checkbox" => false,
        "status" => Options.Find(option => option.Group == SelectOption.ToDo)?.Id,
        _ => null,
    };
}
