using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Core.Board;
using Pipeline.Core.Channels;

namespace Pipeline.Adapters.Notion;

/// <summary>Makes pages in a channel's database, and finds those whose making was not answered.</summary>
internal sealed class PageSender(NotionApi api, OwnUser own, RowQuery query, SchemaCache schemas)
{
    private readonly ConcurrentDictionary<string, (bool HasDefault, DateTimeOffset ReadAt)> _templates = new();

    /// <exception cref="NotionException">Refused, or nobody knows whether it was made.</exception>
    public async Task<BoardOutcome> Make(Channel channel, BoardWrite.NewPage write, CancellationToken ct)
    {
        var schema = await schemas.For(channel, "", CallPriority.Columns, null, ct);
        var properties = Properties(channel, schema, write);
        try
        {
            return await Make(schema, properties, ct);
        }
        catch (NotionException e) when (e.IsValidation)
        {
            // Renamed or of another kind since the columns were read; refused, so nothing was made.
            var fresh = await schemas.For(channel, "", CallPriority.Columns, TimeSpan.Zero, ct);
            var second = Properties(channel, fresh, write);
            if (JsonNode.DeepEquals(second, properties)) throw;
            return await Make(fresh, second, ct);
        }
    }

    public async Task<IReadOnlyList<string>> FindMade(Channel channel, string title, DateTimeOffset since, CancellationToken ct)
    {
        var me = await own.Id(ct);
        var schema = await schemas.For(channel, "", CallPriority.Columns, null, ct);
        var minute = since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm':00Z'", CultureInfo.InvariantCulture);
        var filter = new JsonObject { ["timestamp"] = "created_time", ["created_time"] = new JsonObject { ["on_or_after"] = minute } };
        var pages = await query.Run(schema.DataSourceId, [[filter]], ["title"], ct);
        return [.. pages.Where(page => !page.IsGone && page.CreatedBy?.Id == me && PropertyReader.Title(page) == Shown(title)).Select(page => page.Id)];
    }

    private async Task<BoardOutcome> Make(NotionSchema schema, JsonObject properties, CancellationToken ct)
    {
        var template = await HasDefaultTemplate(schema, ct);
        var page = await api.CreatePage(schema.DataSourceId, (JsonObject)properties.DeepClone(), template, ct);
        return new BoardOutcome.Made(page.Id, schema.Title);
    }

    private static JsonObject Properties(Channel channel, NotionSchema schema, BoardWrite.NewPage write)
    {
        var properties = ColumnDraft.Of(channel, schema, write.Fields).Properties;
        var title = schema.Columns.First(column => column.Type == "title");
        properties[title.Name] = new JsonObject { ["title"] = RichText.Short(Shown(write.Title)) };
        return properties;
    }

    private static string Shown(string title) => RichText.Cut(title.Trim());

    /// <summary>As old as the columns may be.</summary>
    private async Task<bool> HasDefaultTemplate(NotionSchema schema, CancellationToken ct)
    {
        if (_templates.TryGetValue(schema.DataSourceId, out var known) && known.ReadAt == schema.ReadAt) return known.HasDefault;
        var found = (await api.GetTemplates(schema.DataSourceId, ct)).Templates.Any(template => template.IsDefault);
        _templates[schema.DataSourceId] = (found, schema.ReadAt);
        return found;
    }
}
