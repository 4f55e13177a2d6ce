namespace Pipeline.Adapters.Notion;

/// <summary>The columns of one data source, as read at one moment.</summary>
/// <param name="Ids">Name → id of every column ever seen under that name: how a renamed one is found again.</param>
internal sealed record NotionSchema(
    string DataSourceId, string Title, IReadOnlyList<NotionColumn> Columns, IReadOnlyDictionary<string, string> Ids, DateTimeOffset ReadAt)
{
    /// <summary>The database that holds the data source, when Notion says so.</summary>
    public string? DatabaseId { get; init; }

    /// <summary>A page that lies in no database has a title and nothing else.</summary>
    public static NotionSchema OfPlainPage(DateTimeOffset now) =>
        new("", "", [new NotionColumn("title", "title", "title", [])], new Dictionary<string, string>(), now);

    public static NotionSchema From(WireTable table, NotionSchema? earlier, DateTimeOffset now)
    {
        NotionColumn[] columns = [.. table.Properties.Select(p => Column(p.Key, p.Value))];
        var ids = new Dictionary<string, string>(earlier?.Ids ?? new Dictionary<string, string>());
        foreach (var column in columns) ids[column.Name] = column.Id;
        return new NotionSchema(table.Id, string.Concat((table.Title ?? []).Select(t => t.PlainText)), columns, ids, now) { DatabaseId = table.Parent?.DatabaseId };
    }

    /// <summary>The column of that name; or, when there is none any more, the one that once had it.</summary>
    public NotionColumn? Find(string name) =>
        Columns.FirstOrDefault(c => c.Name == name)
        ?? (Ids.TryGetValue(name, out var id) ? Columns.FirstOrDefault(c => c.Id == id) : null);

    private static NotionColumn Column(string name, WireColumn wire) => new(
        wire.Id, name, wire.Type, [.. ((wire.Select ?? wire.Status ?? wire.MultiSelect)?.Options ?? []).Select(o => o.Name)], wire.Number?.Format == "percent");
}
