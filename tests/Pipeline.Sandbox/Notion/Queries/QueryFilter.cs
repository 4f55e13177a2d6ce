using System.Text.Json.Nodes;
using Pipeline.Sandbox.Notion.Model;
using Pipeline.Sandbox.Notion.Reading;

namespace Pipeline.Sandbox.Notion.Queries;

/// <summary>The filter of a query: one condition, or and/or groups nested two deep.</summary>
internal static class QueryFilter
{
    private const int Groups = 2;

    public static Func<RowView, bool> Read(Field filter, DataSource source, DateTimeOffset now) => Read(filter, source, now, depth: 0);

    private static Func<RowView, bool> Read(Field filter, DataSource source, DateTimeOffset now, int depth)
    {
        var group = filter.Keys.FirstOrDefault(key => key is "and" or "or");
        if (group is null)
        {
            return filter["timestamp"].Present ? Timestamp(filter, now) : Property(filter, source, now);
        }

        if (depth >= Groups)
        {
            throw filter[group].NotAllowed();
        }

        var parts = filter.Only(group)[group].Items().Select(part => Read(part, source, now, depth + 1)).ToList();
        return group == "and" ? row => parts.TrueForAll(part => part(row)) : row => parts.Exists(part => part(row));
    }

    private static Func<RowView, bool> Timestamp(Field filter, DateTimeOffset now)
    {
        var which = filter["timestamp"].OneOf("created_time", "last_edited_time");
        var condition = Conditions.Date(filter.Only("timestamp", which, "type")[which].Required(), now);
        return which == "created_time"
            ? row => condition(NotionDate.ToMinute(row.Page.Created))
            : row => condition(NotionDate.ToMinute(row.Page.Edited));
    }

    private static Func<RowView, bool> Property(Field filter, DataSource source, DateTimeOffset now)
    {
        var name = filter["property"].Required().Text();
        var column = source.Find(name) ?? throw NotionError.Validation($"Could not find property with name or id: {name}");
        var key = filter.Keys.FirstOrDefault(word => word is not ("property" or "type"))
            ?? throw filter[column.Type].Required().NotAllowed();
        if (key != column.Type)
        {
            throw NotionError.Validation($"database property {column.Type} does not match filter {key}");
        }

        var condition = filter.Only("property", "type", key)[key];
        return column.Type switch
        {
            "title" or "rich_text" or "url" or "email" or "phone_number" => On(column, Conditions.Text(condition), ColumnText.Of),
            "select" or "status" => On(column, Conditions.Option(condition), ColumnText.OptionName),
            "multi_select" or "people" => On(column, Conditions.Many(condition), ColumnText.Names),
            "files" => On(column, Conditions.Many(condition), ColumnText.Names),
            "number" => On(column, Conditions.Number(condition), (_, value) => value?.GetValue<double>()),
            "checkbox" => On(column, Conditions.Checkbox(condition), (_, value) => value?.GetValue<bool>() ?? false),
            "date" => On(column, Conditions.Date(condition, now), (_, value) => value?["start"]?.GetValue<string>()),
            "created_time" => When(Conditions.Date(condition, now), page => page.Created),
            "last_edited_time" => When(Conditions.Date(condition, now), page => page.Edited),
            _ => throw NotionError.Validation($"The Sandbox cannot filter by {column.Type}."),
        };
    }

    private static Func<RowView, bool> On<T>(
        Column column, Func<T, bool> condition, Func<Column, JsonNode?, T> read) =>
        row => condition(read(column, row.Value(column)));

    private static Func<RowView, bool> When(Func<string?, bool> condition, Func<PageNode, DateTimeOffset> time) =>
        row => condition(NotionDate.ToMinute(time(row.Page)));
}
