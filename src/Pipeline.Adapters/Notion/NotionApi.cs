using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Pipeline.Adapters.Notion;

/// <summary>The endpoints that we use, one method each. Ids must have been through <see cref="NotionId"/>.</summary>
internal sealed class NotionApi(NotionClient client)
{
    private const int PageSize = 100;

    public Task<WirePage> GetPage(string id, CallPriority priority, CancellationToken ct) =>
        client.Send<WirePage>(new(HttpMethod.Get, $"v1/pages/{id}", priority, $"page {id}") { IsRead = true }, ct);

    public Task<WirePage> UpdatePage(string id, JsonObject properties, CancellationToken ct) =>
        client.Send<WirePage>(
            new(HttpMethod.Patch, $"v1/pages/{id}", CallPriority.Columns, $"page {id}", new JsonObject { ["properties"] = properties }), ct);

    /// <summary>Makes a row. Not safe to repeat: search first. With a template its content arrives later, by itself.</summary>
    public Task<WirePage> CreatePage(string dataSourceId, JsonObject properties, bool fromTemplate, CancellationToken ct)
    {
        var body = new JsonObject
        {
            ["parent"] = new JsonObject { ["type"] = "data_source_id", ["data_source_id"] = dataSourceId },
            ["properties"] = properties,
        };
        if (fromTemplate) body["template"] = new JsonObject { ["type"] = "default" };
        return client.Send<WirePage>(new(HttpMethod.Post, "v1/pages", CallPriority.Columns, $"database {dataSourceId}", body), ct);
    }

    public Task<WireTemplates> GetTemplates(string dataSourceId, CancellationToken ct) => client.Send<WireTemplates>(
        new(HttpMethod.Get, $"v1/data_sources/{dataSourceId}/templates?page_size={PageSize}", CallPriority.Columns, $"database {dataSourceId}") { IsRead = true }, ct);

    /// <summary>Our connection's own user.</summary>
    public Task<WireUser> Me(CancellationToken ct) =>
        client.Send<WireUser>(new(HttpMethod.Get, "v1/users/me", CallPriority.Columns, "the connection") { IsRead = true }, ct);

    public Task<WireDatabase> GetDatabase(string id, CallPriority priority, CancellationToken ct) =>
        client.Send<WireDatabase>(new(HttpMethod.Get, $"v1/databases/{id}", priority, $"database {id}") { IsRead = true }, ct);

    public Task<WireTable> GetTable(string dataSourceId, CallPriority priority, CancellationToken ct) =>
        client.Send<WireTable>(
            new(HttpMethod.Get, $"v1/data_sources/{dataSourceId}", priority, $"database {dataSourceId}") { IsRead = true }, ct);

    /// <summary>The next rows that match, oldest first.</summary>
    /// <param name="columns">Ids of the columns to answer; the others are left out.</param>
    public Task<WireList<WirePage>> Query(string dataSourceId, JsonObject filter, string? cursor, IEnumerable<string> columns, CancellationToken ct)
    {
        var body = new JsonObject
        {
            ["filter"] = filter.DeepClone(),
            ["sorts"] = new JsonArray(new JsonObject { ["timestamp"] = "created_time", ["direction"] = "ascending" }),
            ["page_size"] = PageSize,
        };
        if (cursor is not null) body["start_cursor"] = cursor;
        // Ids come encoded once, and go so: encoded twice they name nothing.
        var only = string.Join('&', columns.Distinct().Select(id => $"filter_properties={Uri.EscapeDataString(Uri.UnescapeDataString(id))}"));
        return client.Send<WireList<WirePage>>(
            new(HttpMethod.Post, $"v1/data_sources/{dataSourceId}/query?{only}", CallPriority.Polling, $"database {dataSourceId}", body) { IsRead = true }, ct);
    }

    /// <summary>One page of a block's (or page's) children.</summary>
    public Task<WireList<WireBlock>> Children(string id, string? cursor, string about, CancellationToken ct)
    {
        var start = cursor is null ? "" : $"&start_cursor={Uri.EscapeDataString(cursor)}";
        return client.Send<WireList<WireBlock>>(
            new(HttpMethod.Get, $"v1/blocks/{id}/children?page_size={PageSize}{start}", CallPriority.Body, about) { IsRead = true }, ct);
    }

    /// <summary>All of them.</summary>
    public async IAsyncEnumerable<WireBlock> AllChildren(string id, string about, [EnumeratorCancellation] CancellationToken ct)
    {
        string? cursor = null;
        do
        {
            var list = await Children(id, cursor, about, ct);
            foreach (var block in list.Results) yield return block;
            cursor = list.HasMore ? list.NextCursor : null;
        }
        while (cursor is not null);
    }

    /// <summary>One page of the open comments on a page.</summary>
    public Task<WireList<WireComment>> Comments(string pageId, string? cursor, CancellationToken ct)
    {
        var start = cursor is null ? "" : $"&start_cursor={Uri.EscapeDataString(cursor)}";
        return client.Send<WireList<WireComment>>(
            new(HttpMethod.Get, $"v1/comments?block_id={pageId}&page_size={PageSize}{start}", CallPriority.Body, $"page {pageId}") { IsRead = true }, ct);
    }

    /// <summary>Not safe to repeat: list first.</summary>
    public Task<WireComment> AddComment(string pageId, JsonArray text, CancellationToken ct)
    {
        var body = new JsonObject { ["parent"] = new JsonObject { ["page_id"] = pageId }, ["rich_text"] = text };
        return client.Send<WireComment>(new(HttpMethod.Post, "v1/comments", CallPriority.Body, $"page {pageId}", body), ct);
    }

    /// <summary>Adds blocks at the end, or behind one of the children. Not safe to repeat: list first.</summary>
    public Task<WireList<WireBlock>> Append(string id, JsonArray children, string? after, string about, CancellationToken ct)
    {
        var position = after is null
            ? new JsonObject { ["type"] = "end" }
            : new JsonObject { ["type"] = "after_block", ["after_block"] = new JsonObject { ["id"] = after } };
        var body = new JsonObject { ["position"] = position, ["children"] = children };
        return client.Send<WireList<WireBlock>>(new(HttpMethod.Patch, $"v1/blocks/{id}/children", CallPriority.Body, about, body), ct);
    }

    /// <summary>Replaces a toggle's own text.</summary>
    public Task<WireBlock> UpdateToggle(string id, JsonArray heading, string about, CancellationToken ct) => client.Send<WireBlock>(
        new(HttpMethod.Patch, $"v1/blocks/{id}", CallPriority.Body, about, new JsonObject { ["toggle"] = new JsonObject { ["rich_text"] = heading } }), ct);

    /// <summary>Into the trash, with all that is in it.</summary>
    public Task<WireBlock> DeleteBlock(string id, string about, CancellationToken ct) =>
        client.Send<WireBlock>(new(HttpMethod.Delete, $"v1/blocks/{id}", CallPriority.Body, about), ct);
}
