using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace Pipeline.Adapters.Notion;

/// <summary>All rows that match, also beyond the 10,000 of one query: from the last row's minute on it is asked again (notion-api.md §2).</summary>
internal sealed class RowQuery(NotionApi api, ILogger<RowQuery> log)
{
    /// <param name="alternatives">Conditions that must hold together, of which one set is enough: two levels, as deep as Notion takes.</param>
    /// <exception cref="NotionException">Refused, or no usable answer.</exception>
    public async Task<IReadOnlyList<WirePage>> Run(string dataSourceId, IReadOnlyList<IReadOnlyList<JsonObject>> alternatives, IEnumerable<string> columns, CancellationToken ct)
    {
        string[] only = [.. columns];
        var rows = new Dictionary<string, WirePage>();
        JsonObject? window = null;
        DateTimeOffset? from = null;
        while (await Window(dataSourceId, Filter(alternatives, window), only, rows, ct) is { } last)
        {
            // As many rows in one minute as a query gives: the rest of that minute has to wait until some of these are done.
            if (last == from) NotionLog.FullMinute(log, dataSourceId, last);
            window = Since(last, last == from ? "after" : "on_or_after");
            from = last;
        }

        return [.. rows.Values];
    }

    /// <summary>A condition for <see cref="Run"/>.</summary>
    /// <param name="time">Compared with times that Notion has floored to the minute.</param>
    public static JsonObject EditedSince(DateTimeOffset time) => When("last_edited_time", "on_or_after", time);

    /// <returns>Minute of the last row when the answer was cut; null at the end.</returns>
    private async Task<DateTimeOffset?> Window(string dataSourceId, JsonObject filter, string[] columns, Dictionary<string, WirePage> rows, CancellationToken ct)
    {
        string? cursor = null;
        while (true)
        {
            var list = await api.Query(dataSourceId, filter, cursor, columns, ct);

            // A wiki may answer data sources among the pages.
            foreach (var row in list.Results.Where(row => row.Object == "page")) rows.TryAdd(row.Id, row);
            if (!list.HasMore) return list.IsCut && list.Results.Count > 0 ? list.Results[^1].CreatedTime : null;
            cursor = list.NextCursor;
        }
    }

    private static JsonObject Filter(IReadOnlyList<IReadOnlyList<JsonObject>> alternatives, JsonObject? window)
    {
        JsonObject[] sets = [.. alternatives.Select(set => All([.. set, .. window is null ? (JsonObject[])[] : [window]]))];
        return sets is [var only] ? only : new JsonObject { ["or"] = new JsonArray([.. sets]) };
    }

    private static JsonObject All(IReadOnlyList<JsonObject> conditions) => conditions is [var only]
        ? (JsonObject)only.DeepClone()
        : new JsonObject { ["and"] = new JsonArray([.. conditions.Select(condition => condition.DeepClone())]) };

    private static JsonObject Since(DateTimeOffset minute, string op) => When("created_time", op, minute);

    private static JsonObject When(string timestamp, string op, DateTimeOffset time) => new()
    {
        ["timestamp"] = timestamp,
        [timestamp] = new JsonObject { [op] = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) },
    };
}
