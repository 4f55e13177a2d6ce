using System.Text.Json.Nodes;
using Pipeline.Sandbox.Notion.Answers;
using Pipeline.Sandbox.Notion.Model;
using Pipeline.Sandbox.Notion.Reading;

namespace Pipeline.Sandbox.Notion;

/// <summary>
/// The fake workspace as a person at the screen has it: makes databases and rows, changes them, throws them away, looks.
/// Safe to call from any thread while the server answers. An id that does not exist throws <see cref="KeyNotFoundException"/>,
/// a value that Notion would refuse <see cref="ArgumentException"/> with Notion's words.
/// </summary>
public sealed class NotionWorkspace
{
    private readonly Lock gate = new();
    private readonly RequestPace pace;

    internal NotionWorkspace(string token, TimeProvider time)
    {
        (Token, State, pace) = (token, new WorkspaceState(time), new RequestPace(time));
    }

    /// <summary>Id of the connection's own user (GET /v1/users/me).</summary>
    public static string BotId => Answer.BotId;

    public NotionCapabilities Capabilities { get; } = new();

    /// <summary>Most rows that one query gives before it says <c>incomplete</c>.</summary>
    public int QueryCap { get; set; } = 10_000;

    /// <summary>Requests admitted per second; more get 429 with <see cref="RetryAfter"/>. Null does not limit.</summary>
    public int? RequestsPerSecond { get; set; }

    /// <summary>Requests admitted within a window that slides, as Notion counts since autumn 2026 (60 s); null does not limit.</summary>
    public (int Requests, TimeSpan Window)? Budget { get; set; }

    /// <summary>Seconds in the Retry-After of a 429 from <see cref="RequestsPerSecond"/>.</summary>
    public int RetryAfter { get; set; } = 1;

    /// <summary>Makes queries show values as they were this long ago. Set it before the writes which are to be late.</summary>
    public TimeSpan QueryLag
    {
        get => Locked(() => State.QueryLag);
        set => Locked(() => State.QueryLag = value);
    }

    /// <summary>The secret that is accepted; a person replaces it in the connection's settings.</summary>
    public string Token { get; set; }

    internal WorkspaceState State { get; }

    public NotionDatabase AddDatabase(
        string title, NotionSchema schema, string? databaseId = null, string? dataSourceId = null) => Locked(() =>
    {
        var database = State.AddDatabase(title, databaseId);
        var source = State.AddDataSource(database, title, dataSourceId);
        SchemaChange.Apply(source, new Field(schema.ToJson(), "schema"));
        return new NotionDatabase(database.Id, source.Id);
    });

    /// <summary>A second table in a database which exists.</summary>
    public string AddDataSource(string databaseId, string title, NotionSchema schema) => Locked(() =>
    {
        var source = State.AddDataSource(State.Databases[databaseId], title);
        SchemaChange.Apply(source, new Field(schema.ToJson(), "schema"));
        return source.Id;
    });

    /// <summary>Drags a table into another database.</summary>
    public void MoveDataSource(string dataSourceId, string databaseId) => Locked(() => State.DataSources[dataSourceId].MoveTo(State.Databases[databaseId]));

    /// <summary>Gives a data source a default template, whose paragraphs a page made with it gets.</summary>
    public void SetDefaultTemplate(string dataSourceId, string name, params string[] paragraphs) =>
        Locked(() => State.DataSources[dataSourceId].DefaultTemplate = (name, paragraphs));

    /// <summary>Adds an option to a select or status column, as a person does in the column's menu.</summary>
    public void AddOption(string dataSourceId, string column, string name) => Locked(() =>
        Column(State.DataSources[dataSourceId].Columns, column).Options.Add(new SelectOption(ShortId.New(), name, "default", SelectOption.ToDo)));

    /// <summary>Deletes an option in the column's menu; rows that had it are back at the default.</summary>
    public void RemoveOption(string dataSourceId, string column, string name) => Locked(() =>
    {
        var source = State.DataSources[dataSourceId];
        var found = Column(source.Columns, column);
        var option = found.Options.Single(o => o.Name == name);
        found.Options.Remove(option);
        foreach (var row in source.Rows.Where(row => row.Values.TryGetValue(found.Id, out var value) && value is JsonValue && (string?)value == option.Id)) row.Values.Remove(found.Id);
    });

    /// <summary>Renames, adds, removes columns or changes their kind, as a person does in the table's head.</summary>
    /// <param name="properties">As in the API: <c>{"Old name": {"name": "New name"}}</c>, <c>{"Length": {"date": {}}}</c>.</param>
    public void ChangeColumns(string dataSourceId, string properties) => Locked(() =>
        SchemaChange.Apply(State.DataSources[dataSourceId], new Field(JsonNode.Parse(properties), "properties")));

    /// <param name="values">By column name: plain text, or the JSON which the API takes.</param>
    /// <returns>The page's id.</returns>
    public string AddPage(string dataSourceId, IReadOnlyDictionary<string, string?> values, string? pageId = null) => Locked(() =>
    {
        var source = State.DataSources[dataSourceId];
        var writes = values.Select(value => Parse(source.Columns, value.Key, value.Value)).ToList();
        var page = State.AddPage(source, pageId, byPerson: true);
        State.Write(page, writes, byPerson: true);
        return page.Id;
    });

    /// <summary>A page of the workspace outside any table, for example to make a database on.</summary>
    public string AddPlainPage(string title) => Locked(() =>
    {
        var page = State.AddPage(source: null);
        State.Write(page, [Parse(page.Columns, PageNode.TitleId, title)], byPerson: true);
        return page.Id;
    });

    /// <summary>The page as the API answers it.</summary>
    public JsonObject GetPage(string pageId) => Locked(() => Answer.Page(Page(pageId), ApiVersion.Newest));

    /// <summary>A column's value as text: the plain text, the option's name, the URL, names joined by ", "; empty when there is none.</summary>
    public string GetText(string pageId, string column) => Locked(() =>
    {
        var page = Page(pageId);
        var found = Column(page.Columns, column);
        return Queries.ColumnText.Of(found, page.Value(found));
    });

    /// <summary>Writes one column as a person would.</summary>
    /// <param name="value">Plain text, or the JSON which the API takes; null clears.</param>
    public void SetProperty(string pageId, string column, string? value) => Locked(() =>
    {
        var page = Page(pageId);
        State.Write(page, [Parse(page.Columns, column, value)], byPerson: true);
    });

    /// <summary>Makes a page one that nobody has edited for so long.</summary>
    public void Age(string pageId, TimeSpan by) => Locked(() => Page(pageId).Edited -= by);

    public void Trash(string pageId) => Locked(() => Page(pageId).InTrash = true);

    /// <summary>Throws one block away, with all that is in it.</summary>
    public void TrashBlock(string blockId) => Locked(() => State.Nodes[blockId].InTrash = true);

    public void Restore(string pageId) => Locked(() => Page(pageId).InTrash = false);

    /// <summary>Gives or takes the connection's access to a database: without it everything in it answers 404.</summary>
    public void Share(string databaseId, bool shared) => Locked(() => State.Databases[databaseId].Shared = shared);

    /// <summary>The page's body, one line a block, children indented by two spaces.</summary>
    public string PageBodyText(string pageId) => string.Join('\n', Blocks(pageId).SelectMany(block => block.Lines(0)));

    /// <summary>The blocks on a page, without what lies in the trash.</summary>
    public IReadOnlyList<NotionBlock> Blocks(string pageId) => Locked(() => NotionBlock.ListOf(Page(pageId)));

    /// <summary>Texts of the comments on a page, oldest first.</summary>
    public IReadOnlyList<string> Comments(string pageId) =>
        Locked<IReadOnlyList<string>>(() => [.. Page(pageId).Comments.Select(comment => RichText.Plain(comment.Text))]);

    /// <summary>Ids of the rows, in order of creation, trashed ones included.</summary>
    public IReadOnlyList<string> Rows(string dataSourceId) =>
        Locked<IReadOnlyList<string>>(() => [.. State.DataSources[dataSourceId].Rows.Select(row => row.Id)]);

    /// <summary>Ids of all data sources.</summary>
    public IReadOnlyList<string> Tables() => Locked<IReadOnlyList<string>>(() => [.. State.DataSources.Keys]);

    /// <summary>Every write of a select or status column, oldest first, also when it wrote the word that was there already.</summary>
    public IReadOnlyList<StatusChange> StatusHistory(string pageId, string? property = null) => Locked<IReadOnlyList<StatusChange>>(() =>
        [.. State.StatusChanges.Where(change => change.PageId == Page(pageId).Id && (property is null || change.Property == property))]);

    internal bool TakeTurn() => (RequestsPerSecond is not { } limit || pace.TakeTurn(limit))
        && (Budget is not { } budget || pace.TakeTurn(budget.Requests, budget.Window));

    internal void Locked(Action action)
    {
        lock (gate)
        {
            action();
        }
    }

    internal T Locked<T>(Func<T> read)
    {
        lock (gate)
        {
            return read();
        }
    }

    private PageNode Page(string id) => (PageNode)State.Nodes[NotionId.Normalize(id) ?? id];

    private static Column Column(IReadOnlyList<Column> columns, string name) =>
        PropertyValues.Find(columns, name) ?? throw new KeyNotFoundException(
            $"No column \"{name}\"; there are: {string.Join(", ", columns.Select(column => column.Name))}.");

    private static (Column Column, Func<JsonNode?> Store) Parse(IReadOnlyList<Column> columns, string name, string? value)
    {
        var properties = new JsonObject { [name] = PlainValue.ToJson(Column(columns, name), value) };
        try
        {
            return PropertyValues.ReadAll(columns, new Field(properties, "properties")).Single();
        }
        catch (NotionError refused)
        {
            throw new ArgumentException(refused.Message, nameof(value), refused);
        }
    }
}
