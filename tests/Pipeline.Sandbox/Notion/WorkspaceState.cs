using System.Text.Json.Nodes;
using Pipeline.Sandbox.Notion.Model;
using Pipeline.Sandbox.Notion.Reading;

namespace Pipeline.Sandbox.Notion;

/// <summary>Everything the fake workspace holds. Used under <see cref="NotionWorkspace"/>'s lock only.</summary>
internal sealed class WorkspaceState(TimeProvider time)
{
    public DateTimeOffset Now => time.GetUtcNow();

    public Dictionary<string, Database> Databases { get; } = [];

    public Dictionary<string, DataSource> DataSources { get; } = [];

    public Dictionary<string, NotionNode> Nodes { get; } = [];

    public List<StatusChange> StatusChanges { get; } = [];

    /// <summary>How far query results lag behind writes.</summary>
    public TimeSpan QueryLag { get; set; }

    public Database AddDatabase(string title, string? id = null, string? parentPageId = null, string description = "")
    {
        var database = new Database(id ?? NotionId.New(), title, Now) { ParentPageId = parentPageId, Description = description };
        Databases.Add(database.Id, database);
        return database;
    }

    public DataSource AddDataSource(Database database, string title, string? id = null)
    {
        var source = new DataSource(id ?? NotionId.New(), database, title, Now);
        database.DataSources.Add(source);
        DataSources.Add(source.Id, source);
        return source;
    }

    public PageNode AddPage(DataSource? source, string? id = null, bool byPerson = false)
    {
        var page = new PageNode(id ?? NotionId.New(), source, Now) { ByPerson = byPerson };
        source?.Rows.Add(page);
        Nodes.Add(page.Id, page);
        return page;
    }

    public List<BlockNode> AddBlocks(NotionNode parent, int place, IReadOnlyList<BlockDraft> drafts)
    {
        var added = new List<BlockNode>();
        foreach (var draft in drafts)
        {
            var block = new BlockNode(NotionId.New(), parent, draft.Type, draft.Content, Now);
            Nodes.Add(block.Id, block);
            parent.Children.Insert(place + added.Count, block);
            added.Add(block);
            AddBlocks(block, 0, draft.Children);
        }

        Touch(parent);
        return added;
    }

    public void Write(PageNode page, IEnumerable<(Column Column, Func<JsonNode?> Store)> values, bool byPerson)
    {
        if (QueryLag > TimeSpan.Zero)
        {
            page.Remember(Now);
        }

        foreach (var (column, store) in values)
        {
            var value = store();
            page.Values[column.Id] = value;
            if (column.Type is "select" or "status")
            {
                var word = column.OptionById(value?.GetValue<string>())?.Name;
                StatusChanges.Add(new StatusChange(page.Id, column.Name, word, Now, byPerson));
            }
        }

        Touch(page);
    }

    /// <summary>A write on a block counts as an edit of everything above it.</summary>
    public void Touch(NotionNode node)
    {
        node.Edited = Now;
        node.Page.Edited = Now;
    }

    public Database FindDatabase(string id) =>
        Databases.TryGetValue(id, out var found) && found.Shared ? found : throw NotionError.NotFound("database", id);

    public DataSource FindDataSource(string id) =>
        DataSources.TryGetValue(id, out var found) && found.Database.Shared ? found : throw NotionError.NotFound("data source", id);

    public PageNode FindPage(string id) =>
        FindNode(id) as PageNode ?? throw NotionError.NotFound("page", id);

    public NotionNode FindBlock(string id) => FindNode(id) ?? throw NotionError.NotFound("block", id);

    private NotionNode? FindNode(string id) =>
        Nodes.TryGetValue(id, out var found) && found.Page.Source?.Database.Shared != false ? found : null;
}
