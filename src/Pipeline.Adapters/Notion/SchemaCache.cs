using System.Collections.Concurrent;
using Pipeline.Core.Channels;

namespace Pipeline.Adapters.Notion;

/// <summary>Columns by database, read again when they are old or when a write has shown them to be wrong.</summary>
internal sealed class SchemaCache(NotionApi api, TableFinder finder, NotionOptions options, TimeProvider time)
{
    private const int MostPages = 10_000;
    private readonly ConcurrentDictionary<string, NotionSchema> _schemas = new();
    private readonly ConcurrentDictionary<(string, string?), string> _sourceOfDatabase = new();
    private readonly ConcurrentDictionary<string, string> _sourceOfPage = new();

    /// <summary>Something seems to be missing: a reading younger than this is believed all the same, because a column that stays
    /// missing would otherwise double every write. 30 s of the usual 10 min.</summary>
    public TimeSpan DoubtAge => MaxAge / 20;

    private TimeSpan MaxAge => TimeSpan.FromMinutes(options.SchemaMaxAgeMinutes);

    /// <summary>Columns of the channel's database; of the page's own where the channel names none.</summary>
    /// <param name="maxAge">Null: the configured age.</param>
    public Task<NotionSchema> For(Channel channel, string pageId, CallPriority priority, TimeSpan? maxAge, CancellationToken ct) =>
        string.IsNullOrEmpty(channel.Database)
            ? OfPage(pageId, priority, maxAge, ct)
            : OfDatabase(new TableChoice(channel.Database, channel.DataSource, [.. channel.FieldMap.Values]), priority, maxAge, ct);

    /// <summary>Columns of the table whose rows ask for work.</summary>
    public Task<NotionSchema> OfRows(Channel channel, CallPriority priority, TimeSpan? maxAge, CancellationToken ct) => channel.Origin is { } origin
        ? OfDatabase(new TableChoice(origin.Database ?? "", null, [.. origin.FieldMap.Values]), priority, maxAge, ct)
        : For(channel, "", priority, maxAge, ct);

    /// <summary>Columns of the table in which a page lies.</summary>
    public async Task<NotionSchema> OfPage(string pageId, CallPriority priority, TimeSpan? maxAge, CancellationToken ct)
    {
        if (!_sourceOfPage.TryGetValue(pageId, out var source))
        {
            var page = await api.GetPage(pageId, priority, ct);
            if (_sourceOfPage.Count >= MostPages) _sourceOfPage.Clear();
            _sourceOfPage[pageId] = source = page.Parent?.DataSourceId ?? "";
        }

        return source.Length == 0 ? NotionSchema.OfPlainPage(time.GetUtcNow()) : await OfSource(source, priority, maxAge, ct);
    }

    /// <summary>Pages are moved: where this one lies is to be asked again.</summary>
    public void ForgetPage(string pageId) => _sourceOfPage.TryRemove(pageId, out _);

    private async Task<NotionSchema> OfSource(string id, CallPriority priority, TimeSpan? maxAge, CancellationToken ct) =>
        Fresh(id, maxAge) ?? Keep(await api.GetTable(id, priority, ct));

    private NotionSchema? Fresh(string source, TimeSpan? maxAge) =>
        _schemas.TryGetValue(source, out var schema) && time.GetUtcNow() - schema.ReadAt <= (maxAge ?? MaxAge) ? schema : null;

    private NotionSchema Keep(WireTable table) =>
        _schemas[table.Id] = NotionSchema.From(table, _schemas.GetValueOrDefault(table.Id), time.GetUtcNow());

    private async Task<NotionSchema> OfDatabase(TableChoice choice, CallPriority priority, TimeSpan? maxAge, CancellationToken ct)
    {
        var key = (choice.Database, choice.DataSource);
        var source = _sourceOfDatabase.GetValueOrDefault(key);
        if (source is not null && Fresh(source, maxAge) is { } known) return known;
        var table = await finder.Find(choice, source, priority, ct);
        _sourceOfDatabase[key] = table.Id;
        return Keep(table);
    }
}
