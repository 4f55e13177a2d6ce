using System.Text.Json.Nodes;

namespace Pipeline.Adapters.Notion;

/// <summary>The endpoints that set-up and check-up use beside <see cref="NotionApi"/>.</summary>
internal sealed class NotionSetupApi(NotionClient client)
{
    /// <summary>How far this machine's clock is ahead of Notion's, by the last answer.</summary>
    public TimeSpan? ClockAhead => client.ClockAhead;

    public Task<WireMe> Me(CancellationToken ct) =>
        client.Send<WireMe>(new(HttpMethod.Get, "v1/users/me", CallPriority.Checkup, "the token") { IsRead = true }, ct);

    /// <summary>The first hundred tables that are shared with the connection and not in the trash.</summary>
    /// <param name="title">Part of the title; null: all.</param>
    public async Task<IReadOnlyList<WireTable>> Tables(string? title, CancellationToken ct)
    {
        var body = new JsonObject
        {
            ["filter"] = new JsonObject { ["property"] = "object", ["value"] = "data_source" },
            ["page_size"] = 100,
        };
        if (title is not null) body["query"] = title;
        var list = await client.Send<WireList<WireTable>>(new(HttpMethod.Post, "v1/search", CallPriority.Checkup, "what is shared", body) { IsRead = true }, ct);
        return list.Results;
    }

    /// <summary>Not safe to repeat: look for it first.</summary>
    public Task<WireDatabase> CreateDatabase(string pageId, string title, string description, JsonObject columns, CancellationToken ct) =>
        client.Send<WireDatabase>(
            new(HttpMethod.Post, "v1/databases", CallPriority.Columns, $"page {pageId}", new JsonObject
            {
                ["parent"] = new JsonObject { ["type"] = "page_id", ["page_id"] = pageId },
                ["title"] = RichText.Short(title),
                ["description"] = RichText.Short(description),
                ["initial_data_source"] = new JsonObject { ["properties"] = columns },
            }),
            ct);

    /// <summary>Adds columns, or sets the options of a select column.</summary>
    public Task<WireTable> ChangeColumns(string dataSourceId, JsonObject columns, CancellationToken ct) =>
        client.Send<WireTable>(
            new(HttpMethod.Patch, $"v1/data_sources/{dataSourceId}", CallPriority.Columns, $"database {dataSourceId}", new JsonObject { ["properties"] = columns }), ct);

    /// <summary>Whether the connection may do this at all: asked of an id that nobody has, so nothing can change. 403 comes before 404.</summary>
    /// <param name="path">With {0} for the id.</param>
    public async Task<bool> May(HttpMethod method, string path, JsonNode? body, CancellationToken ct)
    {
        try
        {
            var call = new NotionCall(method, string.Format(null, path, Guid.NewGuid().ToString("D")), CallPriority.Checkup, "the connection's capabilities", body) { IsRead = true, IsProbe = true };
            await client.Send<JsonObject>(call, ct);
            return true;
        }
        catch (NotionException e) when (e.Status is 400 or 403 or 404)
        {
            return e.Status != 403;
        }
    }
}
