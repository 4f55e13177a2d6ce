using System.Text.Json.Nodes;
using Pipeline.Sandbox.Notion.Model;
using Pipeline.Sandbox.Notion.Reading;

namespace Pipeline.Sandbox.Notion.Queries;

/// <summary>The sorts of a query; empty values come last, ties keep the order of creation.</summary>
internal static class QuerySort
{
    public static IEnumerable<RowView> Apply(IEnumerable<RowView> rows, Field sorts, DataSource source)
    {
        if (!sorts.Present)
        {
            return rows;
        }

        // The first sort is the strongest, so it is applied last: each one is stable.
        foreach (var sort in sorts.Items().Reverse())
        {
            var (key, descending) = Read(sort, source);
            rows = descending
                ? rows.OrderByDescending(row => key(row) is not null).ThenByDescending(key)
                : rows.OrderByDescending(row => key(row) is not null).ThenBy(key);
        }

        return rows;
    }

    private static (Func<RowView, IComparable?> Key, bool Descending) Read(Field sort, DataSource source)
    {
        sort.Only("property", "timestamp", "direction");
        var descending = sort["direction"].Present && sort["direction"].OneOf("ascending", "descending") == "descending";
        if (sort["timestamp"].Present)
        {
            return sort["timestamp"].OneOf("created_time", "last_edited_time") == "created_time"
                ? (row => NotionDate.ToMinute(row.Page.Created), descending)
                : (row => NotionDate.ToMinute(row.Page.Edited), descending);
        }

        var name = sort["property"].Required().Text();
        var column = source.Find(name) ?? throw NotionError.Validation($"Could not find sort property with name or id: {name}");
        return (row => Key(column, row), descending);
    }

    private static IComparable? Key(Column column, RowView row)
    {
        var value = row.Value(column);
        return column.Type switch
        {
            "created_time" => NotionDate.ToMinute(row.Page.Created),
            "last_edited_time" => NotionDate.ToMinute(row.Page.Edited),
            "number" => value?.GetValue<double>(),
            "checkbox" => value?.GetValue<bool>() ?? false,
            "date" => value is null ? null : NotionDate.Parse(value["start"]!.GetValue<string>()),
            "select" or "status" => column.OptionById(value?.GetValue<string>()) is { } option ? column.Options.IndexOf(option) : null,
            _ => Text(column, value),
        };
    }

    private static string? Text(Column column, JsonNode? value) => ColumnText.Of(column, value) is { Length: > 0 } text ? text : null;
}
