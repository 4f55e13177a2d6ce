using System.Text.Json.Nodes;
using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Notion;

/// <summary>What <c>pipeline init</c> does in Notion. Every method fails with a <see cref="JobFailureException"/> whose sentence says what to do.</summary>
public sealed class NotionSetup
{
    private readonly NotionApi _api;
    private readonly NotionSetupApi _setup;
    private readonly TableFinder _finder;

    internal NotionSetup(NotionApi api, NotionSetupApi setup, TableFinder finder) => (_api, _setup, _finder) = (api, setup, finder);

    /// <summary>Field map of a database that we make.</summary>
    public static IReadOnlyDictionary<string, string> FieldMap => ColumnTemplate.Names;

    /// <summary>The id in an id or a link, in one spelling; null: there is none.</summary>
    public static string? IdOf(string text) => NotionId.Parse(text);

    /// <summary>Name of the connection, and of its workspace.</summary>
    public async Task<(string Connection, string? Workspace)> WhoAmI(CancellationToken ct)
    {
        var me = await _setup.Me(ct).AsSetup();
        return (me.Name ?? "without a name", me.Bot?.WorkspaceName);
    }

    /// <summary>The database of this title on that page, made when it is not there. Notion's search may take a while to know a new one, so that
    /// a repeat within seconds after a crash could make a second one; the id in the channels file comes first.</summary>
    /// <param name="page">Id or link of a page that is shared with the connection.</param>
    /// <param name="channel">Its words and its trigger become the options, its field map the columns.</param>
    public async Task<SetUpTable> FindOrMake(string page, string title, Channel channel, CancellationToken ct)
    {
        var id = NotionId.Parse(page) ?? throw NoId(page);
        if (await PastedId.Resolve(_api, id, ct).AsSetup() is not PastedId.Page) throw NoPage(page);
        var tables = await _setup.Tables(title, ct).AsSetup();
        if (tables.FirstOrDefault(t => NotionId.Parse(t.DatabaseParent?.PageId) == id && t.PlainTitle == title) is { } found) return Described(found, made: false);
        var database = await _setup.CreateDatabase(id, title, Description(channel), Columns(channel), ct).AsSetup();
        return Described(await _api.GetTable(database.DataSources[0].Id, CallPriority.Checkup, ct).AsSetup(), made: true);
    }

    /// <summary>A database that exists, by id or link. Of several tables in it the one that the worker would take.</summary>
    /// <param name="known">The channel, where the file has it already.</param>
    public async Task<SetUpTable> Connect(string database, Channel? known, CancellationToken ct)
    {
        var id = NotionId.Parse(database) ?? throw NoId(database);
        return await PastedId.Resolve(_api, id, ct).AsSetup() switch
        {
            PastedId.Database => Described(await _finder.Find(Choice(id, known), null, CallPriority.Checkup, ct).AsSetup(), made: false),
            PastedId.Table { Content: var table } => Described(table, made: false),
            PastedId.Page => throw Refused($"{database} is a page, not a database. Name the database with --database, or let one be made on that page with --page {id}."),
            _ => throw Refused($"Notion shows no database with the id {id} to the connection. Open it in Notion → ••• → Connections → add the connection. What stands behind ?v= in a link is a view's id: take the 32 characters before it."),
        };
    }

    /// <summary>Which of a table's columns go by a name that we know, in our own databases or in those of the field.</summary>
    public static IReadOnlyDictionary<string, string> Recognise(SetUpTable table)
    {
        var map = new Dictionary<string, string>();
        foreach (var template in ColumnTemplate.All)
        {
            string[] names = [template.Name, template.Known];
            var column = template.Kind == "title"
                ? table.Columns.FirstOrDefault(c => c.Kind == "title")
                : table.Columns.FirstOrDefault(c => names.Contains(c.Name, StringComparer.OrdinalIgnoreCase) && !map.ContainsValue(c.Name) && Takes(c, template));
            if (column.Name is { } name) map[template.Key] = name;
        }

        return map;
    }

    private static TableChoice Choice(string database, Channel? known) =>
        new(database, known?.DataSource, known is { FieldMap.Count: > 0 } ? [.. known.FieldMap.Values] : [.. ColumnTemplate.All.SelectMany(t => (string[])[t.Name, t.Known])]);

    private static bool Takes((string Name, string Kind) column, ColumnTemplate template) => template.Key == FieldKey.Status
        ? column.Kind is "select" or "status" or "rich_text"
        : PropertyWriter.Fit(new NotionColumn("", column.Name, column.Kind, []), template.Sample) is not FittedValue.Unfit;

    private static SetUpTable Described(WireTable table, bool made) => new(
        table.Parent?.DatabaseId ?? table.Id, table.PlainTitle, table.Url, made, [.. table.Properties.Select(p => (p.Key, p.Value.Type))]);

    private static JsonObject Columns(Channel channel) =>
        new(channel.FieldMap.Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Value, ColumnTemplate.For(entry.Key).ToJson(channel))).DistinctBy(c => c.Key));

    /// <summary>The API makes no views, so the hint stands where people look.</summary>
    private static string Description(Channel channel)
    {
        var (link, status) = (channel.Column(FieldKey.VideoUrl) ?? channel.Column(FieldKey.VideoLink), channel.Column(FieldKey.Status));
        var word = (channel.Trigger as ChannelTrigger.Word)?.StatusWord;
        return $"Paste a link into {link} and set {status} to {word}: Pipeline does the rest and says in {status} where it is. View \"Please process\": filter {status} = {word}, or a board grouped by {status}.";
    }

    private static JobFailureException NoId(string text) => Refused($"\"{text}\" holds no Notion id. Copy the link of the page or database in Notion (••• → Copy link).");

    private static JobFailureException NoPage(string page) => Refused(
        $"{page} is no page that is shared with the connection. Open a page in Notion → ••• → Connections → add the connection, and copy its link. A database that is there already is named with --database.");

    private static JobFailureException Refused(string sentence) => new(ErrorClass.Operator, "notion-setup", sentence);
}
