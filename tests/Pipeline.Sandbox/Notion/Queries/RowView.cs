using System.Text.Json.Nodes;
using Pipeline.Sandbox.Notion.Model;

namespace Pipeline.Sandbox.Notion.Queries;

/// <summary>A row as a query sees it: when queries lag, with the values of a moment ago.</summary>
internal readonly record struct RowView(PageNode Page, DateTimeOffset AsOf)
{
    public JsonNode? Value(Column column) => Page.ValueAsOf(column, AsOf);
}
