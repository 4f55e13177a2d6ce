using System.Text.Json.Nodes;

namespace Pipeline.Sandbox.Notion.Endpoints;

/// <summary>The table of what the Notion side serves.</summary>
internal static class NotionRoutes
{
    public static void MapNotion(this WebApplication app, NotionWorkspace workspace)
    {
        void Map(string method, string path, Capability capability, Func<NotionCall, JsonNode> handle) =>
            app.MapMethods(path, [method], new NotionGate(workspace, capability, handle).InvokeAsync);

        Map("GET", "/v1/users/me", Capability.None, _ => Answers.Answer.Me());
        Map("POST", "/v1/search", Capability.ReadContent, SearchEndpoint.Search);
        Map("POST", "/v1/databases", Capability.InsertContent, DataSourceEndpoints.CreateDatabase);
        Map("GET", "/v1/databases/{database_id}", Capability.ReadContent, DataSourceEndpoints.GetDatabase);
        Map("POST", "/v1/data_sources", Capability.InsertContent, DataSourceEndpoints.Create);
        Map("GET", "/v1/data_sources/{data_source_id}", Capability.ReadContent, DataSourceEndpoints.Get);
        Map("PATCH", "/v1/data_sources/{data_source_id}", Capability.UpdateContent, DataSourceEndpoints.Update);
        Map("POST", "/v1/data_sources/{data_source_id}/query", Capability.ReadContent, QueryEndpoint.Query);
        Map("GET", "/v1/data_sources/{data_source_id}/templates", Capability.ReadContent, DataSourceEndpoints.Templates);
        Map("POST", "/v1/pages", Capability.InsertContent, PageEndpoints.Create);
        Map("GET", "/v1/pages/{page_id}", Capability.ReadContent, PageEndpoints.Get);
        Map("PATCH", "/v1/pages/{page_id}", Capability.UpdateContent, PageEndpoints.Update);
        Map("GET", "/v1/pages/{page_id}/properties/{property_id}", Capability.ReadContent, PropertyItemEndpoint.Get);
        Map("GET", "/v1/blocks/{block_id}", Capability.ReadContent, BlockEndpoints.Get);
        Map("PATCH", "/v1/blocks/{block_id}", Capability.UpdateContent, BlockEndpoints.Update);
        Map("DELETE", "/v1/blocks/{block_id}", Capability.UpdateContent, BlockEndpoints.Delete);
        Map("GET", "/v1/blocks/{block_id}/children", Capability.ReadContent, BlockEndpoints.Children);
        Map("PATCH", "/v1/blocks/{block_id}/children", Capability.InsertContent, BlockEndpoints.Append);
        Map("POST", "/v1/comments", Capability.InsertComments, CommentEndpoints.Create);
        Map("GET", "/v1/comments", Capability.ReadComments, CommentEndpoints.List);
        app.Map("/v1/{**rest}", new NotionGate(workspace, Capability.None, _ => throw NotionError.UnknownUrl()).InvokeAsync);
    }
}
