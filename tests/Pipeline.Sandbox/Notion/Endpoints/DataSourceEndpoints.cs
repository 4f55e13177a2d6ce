using System.Text.Json.Nodes;
using Pipeline.Sandbox.Notion.Answers;
using Pipeline.Sandbox.Notion.Model;
using Pipeline.Sandbox.Notion.Reading;

namespace Pipeline.Sandbox.Notion.Endpoints;

/// <summary>Databases and their data sources: read, create, change the schema.</summary>
internal static class DataSourceEndpoints
{
    public static JsonNode GetDatabase(NotionCall call) =>
        SchemaAnswer.Database(call.State.FindDatabase(call.Id("database_id")), call.Version);

    public static JsonNode Get(NotionCall call) => SchemaAnswer.DataSource(Find(call), call.Version);

    public static DataSource Find(NotionCall call) => call.State.FindDataSource(call.Id("data_source_id"));

    public static JsonNode Templates(NotionCall call)
    {
        var template = Find(call).DefaultTemplate;
        return new JsonObject
        {
            ["templates"] = template is { } found
                ? new JsonArray(new JsonObject { ["id"] = NotionId.New(), ["name"] = found.Name, ["is_default"] = true })
                : [],
            ["has_more"] = false,
            ["next_cursor"] = null,
        };
    }

    public static JsonNode Update(NotionCall call)
    {
        var source = Find(call);
        var body = call.Body.Only(call.WithTrash("title", "icon", "properties"));
        if (body["properties"].Present)
        {
            SchemaChange.Apply(source, body["properties"]);
        }

        if (body["title"].Present)
        {
            source.Title = RichText.Plain(RichText.Read(body["title"]));
        }

        source.InTrash = call.Trash() ?? source.InTrash;
        source.Edited = call.State.Now;
        return SchemaAnswer.DataSource(source, call.Version);
    }

    public static JsonNode CreateDatabase(NotionCall call)
    {
        var body = call.Body.Only("parent", "title", "description", "is_inline", "initial_data_source", "icon", "cover");
        var parent = body["parent"].Required().Only("type", "page_id", "workspace");
        var page = parent["page_id"].Present ? call.State.FindPage(NotionId.Read(parent["page_id"])).Id : null;
        var title = body["title"].Present ? RichText.Plain(RichText.Read(body["title"])) : "";
        var description = body["description"].Present ? RichText.Plain(RichText.Read(body["description"])) : "";
        var schema = body["initial_data_source"].Required().Only("properties")["properties"].Required();
        var database = call.State.AddDatabase(title, parentPageId: page, description: description);
        Fill(call.State.AddDataSource(database, title), schema);
        return SchemaAnswer.Database(database, call.Version);
    }

    public static JsonNode Create(NotionCall call)
    {
        var body = call.Body.Only("parent", "title", "properties", "icon");
        var database = call.State.FindDatabase(NotionId.Read(body["parent"].Required().Only("type", "database_id")["database_id"]));
        var title = body["title"].Present ? RichText.Plain(RichText.Read(body["title"])) : "";
        var source = call.State.AddDataSource(database, title);
        Fill(source, body["properties"].Required());
        return SchemaAnswer.DataSource(source, call.Version);
    }

    private static void Fill(DataSource source, Field schema)
    {
        SchemaChange.Apply(source, schema);
        if (!source.Columns.Exists(column => column.Type == "title"))
        {
            source.Columns.Insert(0, new Column(PageNode.TitleId, "Name", "title"));
        }
    }
}
