namespace Pipeline.Adapters.Notion;

/// <summary>The connection's own user; it stays the same as long as the token.</summary>
internal sealed class OwnUser(NotionApi api)
{
    private string? _id;

    /// <exception cref="NotionException">Refused, or no usable answer.</exception>
    public async Task<string> Id(CancellationToken ct) => _id ??= (await api.Me(ct)).Id;
}
