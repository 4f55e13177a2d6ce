using System.Text.Json.Nodes;
using Pipeline.Sandbox.Notion.Answers;
using Pipeline.Sandbox.Notion.Queries;
using Pipeline.Sandbox.Notion.Reading;

namespace Pipeline.Sandbox.Notion.Endpoints;

/// <summary>One authorized request, its body parsed. Handled under the workspace's lock.</summary>
internal sealed record NotionCall(HttpRequest Request, ApiVersion Version, Field Body, NotionWorkspace Workspace)
{
    public WorkspaceState State => Workspace.State;

    public string Raw(string parameter) => (string)Request.RouteValues[parameter]!;

    public string Id(string parameter) => NotionId.Normalize(Raw(parameter))
        ?? throw NotionError.Validation($"path failed validation: path.{parameter} should be a valid uuid, instead was `\"{Raw(parameter)}\"`.");

    /// <summary>Paging of a GET: its two values stand in the query string.</summary>
    public Paging QueryPaging()
    {
        var query = new JsonObject();
        if (Request.Query["page_size"] is [{ } size, ..])
        {
            query["page_size"] = int.TryParse(size, out var number) ? (double)number : size;
        }

        if (Request.Query["start_cursor"] is [{ } cursor, ..])
        {
            query["start_cursor"] = cursor;
        }

        var field = new Field(query, "query");
        return Paging.Read(field["page_size"], field["start_cursor"]);
    }

    /// <summary>Paging of a POST: its two values stand in the body.</summary>
    public Paging BodyPaging() => Paging.Read(Body["page_size"], Body["start_cursor"]);

    /// <summary>The keys which this version takes for the trash.</summary>
    public string[] WithTrash(params string[] keys) => Version.IsNewest ? [.. keys, "in_trash"] : [.. keys, "in_trash", "archived"];

    public bool? Trash() => Body["in_trash"].Present ? Body["in_trash"].Flag() : Body["archived"].Present ? Body["archived"].Flag() : null;
}
