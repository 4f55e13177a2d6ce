using System.Text.Json.Nodes;

namespace Pipeline.Sandbox.Notion;

/// <summary>
/// The columns of a database that is to be made, in order:
/// <c>new NotionSchema().Add("Name", "title").Select("Status", "Queued")</c>.
/// </summary>
public sealed class NotionSchema
{
    private readonly JsonObject columns = [];

    /// <summary>A column of any type with default settings; a status column gets Not started, In progress, Done.</summary>
    public NotionSchema Add(string name, string type) => Set(name, type, []);

    /// <param name="options">Names, each with a color after a bar if wished: <c>Complete|green</c>.</param>
    public NotionSchema Select(string name, params string[] options) => Set(name, "select", OptionsOf(options));

    /// <summary>A number column that shows 0.42 as 42 %.</summary>
    public NotionSchema Percent(string name) => Set(name, "number", new JsonObject { ["format"] = "percent" });

    /// <summary>A status column; every option stands in the To-do group.</summary>
    public NotionSchema Status(string name, params string[] options) => Set(name, "status", OptionsOf(options));

    internal JsonObject ToJson() => (JsonObject)columns.DeepClone();

    private NotionSchema Set(string name, string type, JsonObject settings)
    {
        columns[name] = new JsonObject { [type] = settings };
        return this;
    }

    private static JsonObject OptionsOf(string[] options) => new()
    {
        ["options"] = new JsonArray([.. options.Select(option => option.Split('|')).Select(parts =>
            new JsonObject { ["name"] = parts[0], ["color"] = parts.Length > 1 ? parts[1] : "default" })]),
    };
}
