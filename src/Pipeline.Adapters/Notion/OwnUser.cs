namespace Pipeline.Adapters.Notion;

/// <summary>Who we are in Notion: what this user made is ours.</summary>
internal sealed class OwnUser(NotionApi api)
{
    private string? _id;

    public async Task<string> Id(CancellationToken ct) => _id ??= (await api.Me(ct)).Id;
}
