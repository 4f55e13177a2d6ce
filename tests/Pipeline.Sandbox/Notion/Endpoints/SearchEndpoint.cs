using System.Text.Json.Nodes;
using Pipeline.Sandbox.Notion.Answers;
using Pipeline.Sandbox.Notion.Model;

namespace Pipeline.Sandbox.Notion.Endpoints;

/// <summary>POST /v1/search: finds what is shared with the connection by title.</summary>
internal static class SearchEndpoint
{
    private sealed record Found(string Id, string Kind, string Title, bool InTrash, DateTimeOffset Edited, Func<JsonNode> Render);

    public static JsonNode Search(NotionCall call)
    {
        var body = call.Body.Only("query", "filter", "sort", "start_cursor", "page_size");
        var filter = body["filter"];
        string? kind = null;
        var trash = false;
        if (filter.Present)
        {
            filter.Only("property", "value", "in_trash");
            kind = filter["value"].Present ? filter["value"].OneOf("page", "data_source") : null;
            trash = filter["in_trash"].FlagOr(false);
        }

        var title = body["query"].Present ? body["query"].Text() : "";
        var found = All(call)
            .Where(item => (kind is null || item.Kind == kind) && item.InTrash == trash)
            .Where(item => item.Title.Contains(title, StringComparison.OrdinalIgnoreCase));
        if (body["sort"].Present)
        {
            found = body["sort"].Only("timestamp", "direction", "property")["direction"].Text() == "ascending"
                ? found.OrderBy(item => item.Edited)
                : found.OrderByDescending(item => item.Edited);
        }

        return call.BodyPaging().Page([.. found], item => item.Id, item => item.Render(), "page_or_data_source");
    }

    private static IEnumerable<Found> All(NotionCall call)
    {
        foreach (var source in call.State.DataSources.Values.Where(source => source.Database.Shared))
        {
            yield return new Found(
                source.Id, "data_source", source.Title, source.InTrash, source.Edited, () => SchemaAnswer.DataSource(source, call.Version));
        }

        foreach (var page in call.State.Nodes.Values.OfType<PageNode>().Where(page => page.Source?.Database.Shared != false))
        {
            yield return new Found(page.Id, "page", page.Title, page.InTrash, page.Edited, () => Answer.Page(page, call.Version));
        }
    }
}
