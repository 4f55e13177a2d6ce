namespace Pipeline.Sandbox.Notion.Model;

/// <summary>The container which a person shares; permissions are per database.</summary>
internal sealed class Database(string id, string title, DateTimeOffset created)
{
    public string Id => id;

    public string Title => title;

    public DateTimeOffset Created => created;

    public bool Shared { get; set; } = true;

    public string Description { get; init; } = "";

    /// <summary>The page it stands on; null is the workspace itself.</summary>
    public string? ParentPageId { get; init; }

    public List<DataSource> DataSources { get; } = [];
}
