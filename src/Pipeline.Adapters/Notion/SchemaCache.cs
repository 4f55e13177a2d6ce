using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Pipeline.Core.Channels;

namespace Pipeline.Adapters.Notion;

/// <summary>Columns by database, read again when they are old or when a write has shown them to be wrong.</summary>
internal sealed class SchemaCache(NotionApi api, NotionOptions options, TimeProvider time, ILogger<SchemaCache> log)
{
    private const int MostPages = 10_000;
    private readonly ConcurrentDictionary<string, NotionSchema> _schemas = new();
    private readonly ConcurrentDictionary<string, string> _sourceOfDatabase = new();
    private readonly ConcurrentDictionary<string, string> _sourceOfPage = new();

    /// <summary>Something seems to be missing: a reading younger than this is believed all the same, because a column that stays
    /// missing would otherwise double every write. 30 s of the usual 10 min.</summary>
    public TimeSpan DoubtAge => MaxAge / 20;

    private TimeSpan MaxAge => TimeSpan.FromMinutes(options.SchemaMaxAgeMinutes);

    /// <summary>Columns of the channel's database; of the page's own where the channel names none.</summary>
    /// <param name="maxAge">Null: the configured age.</param>
    public Task<NotionSchema> For(Channel channel, string pageId, CallPriority priority, TimeSpan? maxAge, CancellationToken ct) =>
        string.IsNullOrEmpty(channel.Database) ? OfPage(pageId, priority, maxAge, ct) : OfDatabase(channel.Database, priority, maxAge, ct);

    /// <param name="id">Database id, data source id, or an address that ends in one.</param>
    public async Task<NotionSchema> OfDatabase(string id, CallPriority priority, TimeSpan? maxAge, CancellationToken ct)
    {
        if (_sourceOfDatabase.TryGetValue(id, out var source) && Fresh(source, maxAge) is { } known) return known;
        var parsed = NotionId.Parse(id)
            ?? throw new NotionException(400, "invalid_id", $"\"{id}\" is no Notion id. Copy the database's link from Notion; its id is the 32 letters and digits before \"?v=\".", $"database {id}");
        var table = await Resolve(parsed, priority, ct);
        _sourceOfDatabase[id] = table.Id;
        return Keep(table);
    }

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

    private async Task<WireTable> Resolve(string id, CallPriority priority, CancellationToken ct)
    {
        WireDatabase database;
        try
        {
            database = await api.GetDatabase(id, priority, ct);
        }
        catch (NotionException e) when (e.Status == 404)
        {
            // Then it is a data source's id; or if not, that call says so.
            return await api.GetTable(id, priority, ct);
        }

        if (database.DataSources.Count == 0)
            throw new NotionException(404, "object_not_found", "The database has no data source.", $"database {id}");
        if (database.DataSources.Count > 1)
            NotionLog.SeveralSources(log, id, database.DataSources[0].Name, string.Join(", ", database.DataSources.Select(s => $"{s.Name} = {s.Id}")));
        return await api.GetTable(database.DataSources[0].Id, priority, ct);
    }
}
