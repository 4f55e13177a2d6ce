using System.Text.Json.Nodes;
using Pipeline.Sandbox.Notion.Answers;
using Pipeline.Sandbox.Notion.Model;
using Pipeline.Sandbox.Notion.Reading;

namespace Pipeline.Sandbox.Notion.Endpoints;

/// <summary>Pages: create, read, update.</summary>
internal static class PageEndpoints
{
    public static JsonNode Get(NotionCall call) => Render(call, call.State.FindPage(call.Id("page_id")));

    public static JsonNode Create(NotionCall call)
    {
        var body = call.Body.Only("parent", "properties", "children", "icon", "cover", "template");
        var properties = body["properties"].Required();
        var source = Parent(call, body["parent"].Required());
        var parentPage = body["parent"]["page_id"].Present ? call.State.FindPage(NotionId.Read(body["parent"]["page_id"])).Id : null;
        var columns = source?.Columns ?? new PageNode("", null, call.State.Now).Columns;
        var values = PropertyValues.ReadAll(columns, properties);
        var children = body["children"].Present ? BlockContent.ReadChildren(body["children"]) : [];
        var template = Template(body, source);
        var page = call.State.AddPage(source);
        page.ParentPageId = parentPage;
        call.State.Write(page, values, byPerson: false);
        call.State.AddBlocks(page, 0, [.. children, .. template]);
        Decorate(page, body);
        return Render(call, page);
    }

    public static JsonNode Update(NotionCall call)
    {
        var page = call.State.FindPage(call.Id("page_id"));
        var body = call.Body.Only(call.WithTrash("properties", "icon", "cover", "is_locked"));
        var trash = call.Trash();
        if (page.InTrash && trash != false)
        {
            throw NotionError.Archived();
        }

        var values = body["properties"].Present ? PropertyValues.ReadAll(page.Columns, body["properties"]) : [];
        page.InTrash = trash ?? page.InTrash;
        page.IsLocked = body["is_locked"].FlagOr(page.IsLocked);
        Decorate(page, body);
        call.State.Write(page, values, byPerson: false);
        return Render(call, page);
    }

    /// <summary>The columns named by <c>filter_properties</c>: ids decoded once; null when there are none.</summary>
    public static IReadOnlyCollection<Column>? FilteredColumns(NotionCall call, IReadOnlyList<Column> columns)
    {
        var ids = call.Request.Query["filter_properties"].Concat(call.Request.Query["filter_properties[]"]).ToList();
        return ids.Count == 0 ? null : [.. ids.Select(id => Named(columns, id))];
    }

    private static Column Named(IReadOnlyList<Column> columns, string? id) =>
        columns.FirstOrDefault(column => column.Id == id || column.Name == id)
        ?? throw NotionError.Validation($"Could not find property with name or id: {id}");

    private static JsonObject Render(NotionCall call, PageNode page) => Answer.Page(page, call.Version, FilteredColumns(call, page.Columns));

    private static DataSource? Parent(NotionCall call, Field parent)
    {
        parent.Only("type", "data_source_id", "database_id", "page_id", "workspace");
        if (parent["data_source_id"].Present)
        {
            return call.State.FindDataSource(NotionId.Read(parent["data_source_id"]));
        }

        if (parent["database_id"].Present)
        {
            var database = call.State.FindDatabase(NotionId.Read(parent["database_id"]));
            return database.DataSources is [var only] ? only : throw parent["data_source_id"].Required().NotAllowed();
        }

        return null;
    }

    /// <summary>The real one fills the page some seconds later; here it is there at once.</summary>
    private static IEnumerable<BlockDraft> Template(Field body, DataSource? source)
    {
        if (!body["template"].Present)
        {
            return [];
        }

        if (body["children"].Present)
        {
            throw NotionError.Validation("body.children should be not present when a template is used.");
        }

        body["template"].Only("type", "template_id")["type"].OneOf("none", "default", "template_id");
        if (body["template"]["type"].Text() != "default")
        {
            return [];
        }

        var template = source?.DefaultTemplate ?? throw NotionError.Validation("The data source has no default template.");
        return template.Paragraphs.Select(text => new BlockDraft(
            "paragraph", new JsonObject { ["rich_text"] = RichText.Of(text) }, []));
    }

    private static void Decorate(PageNode page, Field body)
    {
        page.Icon = body["icon"].Present ? body["icon"].Node?.DeepClone() : page.Icon;
        page.Cover = body["cover"].Present ? body["cover"].Node?.DeepClone() : page.Cover;
    }
}
