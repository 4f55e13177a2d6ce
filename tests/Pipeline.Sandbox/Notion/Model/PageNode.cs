using System.Text.Json.Nodes;
using Pipeline.Sandbox.Notion.Reading;

namespace Pipeline.Sandbox.Notion.Model;

/// <summary>A page: a row of a data source, or (without one) a page of the workspace, which has only a title.</summary>
internal sealed class PageNode(string id, DataSource? source, DateTimeOffset created) : NotionNode(id, created)
{
    public const string TitleId = "title";
    private static readonly Column TitleColumn = new(TitleId, "title", "title");
    private readonly List<(DateTimeOffset Until, Dictionary<string, JsonNode?> Values)> past = [];

    public DataSource? Source => source;

    /// <summary>The page it was made on; null for rows and for pages of the workspace.</summary>
    public string? ParentPageId { get; set; }

    /// <summary>Values by raw column id; select values are option ids.</summary>
    public Dictionary<string, JsonNode?> Values { get; private set; } = [];

    /// <summary>Made at the screen, not through the connection.</summary>
    public bool ByPerson { get; init; }

    public JsonNode? Icon { get; set; }

    public JsonNode? Cover { get; set; }

    public bool IsLocked { get; set; }

    public override PageNode Page => this;

    public override bool IsArchived => InTrash;

    public string Title => RichText.Plain(Values.GetValueOrDefault(TitleId));

    public IReadOnlyList<Column> Columns => source?.Columns ?? [TitleColumn];

    public JsonNode? Value(Column column) => Values.TryGetValue(column.Id, out var value) ? value : column.Default();

    /// <summary>The value that a query sees which lags <paramref name="asOf"/> behind the writes.</summary>
    public JsonNode? ValueAsOf(Column column, DateTimeOffset asOf)
    {
        var seen = past.Find(version => version.Until > asOf).Values ?? Values;
        return seen.TryGetValue(column.Id, out var value) ? value : column.Default();
    }

    /// <summary>Keeps the values as they were until <paramref name="now"/>; called before a write when queries are to lag.</summary>
    public void Remember(DateTimeOffset now)
    {
        past.Add((now, Values));
        Values = new Dictionary<string, JsonNode?>(Values);
    }
}
