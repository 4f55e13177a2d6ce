using System.Text.Json.Nodes;
using Pipeline.Sandbox.Notion.Answers;
using Pipeline.Sandbox.Notion.Queries;

namespace Pipeline.Sandbox.Notion.Endpoints;

/// <summary>POST /v1/data_sources/{id}/query.</summary>
internal static class QueryEndpoint
{
    public static JsonNode Query(NotionCall call)
    {
        var source = DataSourceEndpoints.Find(call);
        var body = call.Body.Only(call.WithTrash("filter", "sorts", "start_cursor", "page_size", "result_type"));
        var (now, trash) = (call.State.Now, call.Trash() ?? false);
        Func<RowView, bool> filter = body["filter"].Present ? QueryFilter.Read(body["filter"], source, now) : _ => true;
        var rows = source.Rows.Where(page => page.InTrash == trash && (page.ByPerson || page.Created <= now - call.State.QueryLag)).Select(page => new RowView(page, now - call.State.QueryLag)).Where(filter);
        var sorted = QuerySort.Apply(rows, body["sorts"], source).ToList();
        var cap = call.Workspace.QueryCap;
        var only = PageEndpoints.FilteredColumns(call, source.Columns);
        var answer = call.BodyPaging().Page(
            sorted.Count > cap ? sorted[..cap] : sorted,
            row => row.Page.Id,
            row => Answer.Page(row.Page, call.Version, only),
            "page_or_data_source");
        if (!answer["has_more"]!.GetValue<bool>())
        {
            answer["request_status"] = sorted.Count > cap
                ? new JsonObject { ["type"] = "incomplete", ["incomplete_reason"] = "query_result_limit_reached" }
                : new JsonObject { ["type"] = "complete" };
        }

        return answer;
    }
}
