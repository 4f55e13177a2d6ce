using Microsoft.Extensions.Logging;

namespace Pipeline.Adapters.Notion;

/// <summary>Finds the data source behind what a person configured: the id in a copied link is the database's, and a database may hold
/// several tables, or none any more when its table has been moved (notion-api.md §1).</summary>
internal sealed class TableFinder(NotionApi api, ILogger<TableFinder> log)
{
    /// <param name="earlier">The data source that was meant the last time.</param>
    /// <exception cref="NotionException">Not there, not shared, or nobody can say which.</exception>
    public async Task<WireTable> Find(TableChoice choice, string? earlier, CallPriority priority, CancellationToken ct)
    {
        var id = NotionId.Parse(choice.Database)
            ?? throw new NotionException(400, "invalid_id", $"\"{choice.Database}\" is no Notion id. Copy the database's link from Notion; its id is the 32 letters and digits before \"?v=\".", $"database {choice.Database}");
        if (await Database(id, priority, ct) is not { } database) return await api.GetTable(id, priority, ct);
        if (earlier is not null && database.DataSources.All(s => s.Id != earlier) && await Moved(id, earlier, priority, ct) is { } moved) return moved;
        return database.DataSources switch
        {
            [] => throw new NotionException(404, NotionException.NoSource, $"The Notion database {id} holds no table any more: it has been moved into another database, or deleted. pipeline doctor says where it is now.", $"database {id}"),
            [var only] when choice.DataSource is null || IsMeant(only, choice.DataSource) => await api.GetTable(only.Id, priority, ct),
            var several => await Choose(choice, id, several, priority, ct),
        };
    }

    /// <summary>Null: it is no database's id, so probably a data source's.</summary>
    private async Task<WireDatabase?> Database(string id, CallPriority priority, CancellationToken ct)
    {
        try
        {
            return await api.GetDatabase(id, priority, ct);
        }
        catch (NotionException e) when (e.Status == 404)
        {
            return null;
        }
    }

    private async Task<WireTable?> Moved(string database, string source, CallPriority priority, CancellationToken ct)
    {
        try
        {
            var table = await api.GetTable(source, priority, ct);
            NotionLog.Moved(log, source, database);
            return table;
        }
        catch (NotionException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>By name or id; without either, the only one that has most of the channel's columns: a table that somebody adds to the
    /// database must not stop a channel that has worked.</summary>
    private async Task<WireTable> Choose(TableChoice choice, string id, IReadOnlyList<WireSource> sources, CallPriority priority, CancellationToken ct)
    {
        if (choice.DataSource is { } name)
            return sources.FirstOrDefault(s => IsMeant(s, name)) is { } named ? await api.GetTable(named.Id, priority, ct) : throw Unclear(id, $"has no data source \"{name}\"", sources);
        var tables = new List<WireTable>();
        foreach (var source in sources) tables.Add(await api.GetTable(source.Id, priority, ct));
        var best = tables.GroupBy(table => choice.Columns.Count(table.Properties.ContainsKey)).MaxBy(group => group.Key)!.ToList();
        if (best.Count > 1) throw Unclear(id, "has several data sources that fit", sources);
        NotionLog.SeveralSources(log, id, sources.First(s => s.Id == best[0].Id).Name, Names(sources));
        return best[0];
    }

    private static bool IsMeant(WireSource source, string nameOrId) =>
        string.Equals(source.Name, nameOrId, StringComparison.OrdinalIgnoreCase) || NotionId.Parse(nameOrId) == source.Id;

    private static NotionException Unclear(string id, string what, IReadOnlyList<WireSource> sources) => new(
        400, NotionException.WhichSource, $"The Notion database {id} {what}. Put the name of one into config/channels.json as \"data_source\": {Names(sources)}.", $"database {id}");

    private static string Names(IReadOnlyList<WireSource> sources) => string.Join(", ", sources.Select(s => $"\"{s.Name}\" ({s.Id})"));
}
