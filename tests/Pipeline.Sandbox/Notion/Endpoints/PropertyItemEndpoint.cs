using System.Text.Json.Nodes;
using Pipeline.Sandbox.Notion.Answers;
using Pipeline.Sandbox.Notion.Reading;

namespace Pipeline.Sandbox.Notion.Endpoints;

/// <summary>GET /v1/pages/{id}/properties/{id}: one value in full; title, rich_text and people come as a list.</summary>
internal static class PropertyItemEndpoint
{
    public static JsonNode Get(NotionCall call)
    {
        var page = call.State.FindPage(call.Id("page_id"));
        var id = call.Raw("property_id");
        var column = PropertyValues.Find(page.Columns, id) ?? throw NotionError.Validation($"Could not find property with name or id: {id}");
        var property = Answer.Property(page, column);
        if (column.Type is not ("title" or "rich_text" or "people"))
        {
            property["object"] = "property_item";
            return property;
        }

        var items = ((JsonArray)property[column.Type]!).Select((value, index) => (Value: value!.DeepClone(), Index: index)).ToList();
        var list = call.QueryPaging().Page(items, item => $"{item.Index}", item => Item(column.ApiId, column.Type, item.Value), "property_item");
        list["property_item"] = new JsonObject
        {
            ["id"] = column.ApiId,
            ["next_url"] = null,
            ["type"] = column.Type,
            [column.Type] = new JsonObject(),
        };
        return list;
    }

    private static JsonObject Item(string id, string type, JsonNode value) =>
        new() { ["object"] = "property_item", ["id"] = id, ["type"] = type, [type] = value };
}
