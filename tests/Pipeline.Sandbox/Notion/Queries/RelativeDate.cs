using System.Globalization;
using Pipeline.Sandbox.Notion.Reading;

namespace Pipeline.Sandbox.Notion.Queries;

/// <summary>The date in a filter: ISO text, or one of Notion's relative words, counted in UTC.</summary>
internal static class RelativeDate
{
    public static string Read(Field field, DateTimeOffset now)
    {
        var text = field.Text();
        DateTimeOffset? day = text switch
        {
            "today" => now,
            "tomorrow" => now.AddDays(1),
            "yesterday" => now.AddDays(-1),
            "one_week_ago" => now.AddDays(-7),
            "one_week_from_now" => now.AddDays(7),
            "one_month_ago" => now.AddMonths(-1),
            "one_month_from_now" => now.AddMonths(1),
            _ => null,
        };
        return day is { } found ? found.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : NotionDate.IsIso(text) ? text
            : throw NotionError.Body($"{field.Path} should be a valid ISO 8601 date string, instead was `\"{text}\"`.");
    }

    /// <summary>Compares by day when the limit is a date without a time.</summary>
    public static int Compare(string value, string limit)
    {
        var (left, right) = (NotionDate.Parse(value), NotionDate.Parse(limit));
        return NotionDate.IsDateOnly(limit) ? left.UtcDateTime.Date.CompareTo(right.UtcDateTime.Date) : left.CompareTo(right);
    }
}
