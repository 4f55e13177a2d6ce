namespace Pipeline.Sandbox.Notion.Model;

/// <summary>The table inside a database: it has the schema and the rows.</summary>
internal sealed class DataSource(string id, Database database, string title, DateTimeOffset created)
{
    public string Id => id;

    public Database Database { get; private set; } = database;

    public string Title { get; set; } = title;

    public bool InTrash { get; set; }

    public DateTimeOffset Created { get; } = created;

    public DateTimeOffset Edited { get; set; } = created;

    /// <summary>Name and paragraphs of the default template; null: there is none.</summary>
    public (string Name, IReadOnlyList<string> Paragraphs)? DefaultTemplate { get; set; }

    public List<Column> Columns { get; } = [];

    public List<PageNode> Rows { get; } = [];

    public void MoveTo(Database other)
    {
        Database.DataSources.Remove(this);
        other.DataSources.Add(this);
        Database = other;
    }

    /// <summary>By name, by raw id, or by the id as the API answers it.</summary>
    public Column? Find(string nameOrId) =>
        Columns.Find(column => column.Name == nameOrId) ?? Columns.Find(column => column.Id == nameOrId || column.ApiId == nameOrId);
}
