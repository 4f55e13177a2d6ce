namespace Pipeline.Adapters.Notion;

/// <summary>What an id turned out to be: all kinds look alike, and people copy the one that is at hand.</summary>
internal abstract record PastedId
{
    internal sealed record Database(string Id, WireDatabase Content) : PastedId;

    /// <summary>A table inside a database.</summary>
    internal sealed record Table(WireTable Content) : PastedId;

    internal sealed record Page(WirePage Content) : PastedId;

    /// <summary>Not shared, deleted, or the id of a view, which the API does not show.</summary>
    internal sealed record Unknown(string Id) : PastedId;

    /// <exception cref="NotionException">Notion refuses for another reason than the id.</exception>
    public static async Task<PastedId> Resolve(NotionApi api, string id, CancellationToken ct) =>
        await Try(async () => new Database(id, await api.GetDatabase(id, CallPriority.Checkup, ct)))
        ?? await Try(async () => new Table(await api.GetTable(id, CallPriority.Checkup, ct)))
        ?? await Try(async () => new Page(await api.GetPage(id, CallPriority.Checkup, ct)))
        ?? new Unknown(id);

    private static async Task<PastedId?> Try(Func<Task<PastedId>> look)
    {
        try
        {
            return await look();
        }
        catch (NotionException e) when (e.Status == 404)
        {
            return null;
        }
    }
}
