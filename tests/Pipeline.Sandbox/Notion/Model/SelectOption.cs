namespace Pipeline.Sandbox.Notion.Model;

/// <summary>An option of a select, multi_select or status column. Group is used by status columns only.</summary>
internal sealed class SelectOption(string id, string name, string color, string group)
{
    public const string ToDo = "To-do";

    public string Id => id;

    public string Name { get; set; } = name;

    public string Color => color;

    public string Group => group;
}
