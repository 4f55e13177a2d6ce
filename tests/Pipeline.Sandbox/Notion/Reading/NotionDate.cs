using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Pipeline.Sandbox.Notion.Reading;

/// <summary>Dates and date-times as Notion takes and answers them; text without an offset is UTC.</summary>
internal static partial class NotionDate
{
    /// <summary>Checks {start, end, time_zone} and gives the form in which it is answered: with an offset, time_zone null.</summary>
    public static JsonNode Read(Field date)
    {
        date.Only("start", "end", "time_zone");
        var zone = date["time_zone"].IsNull ? null : ReadZone(date["time_zone"]);
        var start = ReadMoment(date["start"].Required(), zone);
        var end = date["end"].IsNull ? null : ReadMoment(date["end"], zone);
        return new JsonObject { ["start"] = start, ["end"] = end, ["time_zone"] = null };
    }

    /// <summary>Text that <see cref="IsIso"/> accepts, as an instant; a date alone is its midnight in UTC.</summary>
    public static DateTimeOffset Parse(string iso) =>
        DateTimeOffset.Parse(iso, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static bool IsDateOnly(string iso) => !iso.Contains('T', StringComparison.Ordinal);

    public static bool IsIso(string text) => Iso().IsMatch(text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    public static string ToMinute(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm':00.000Z'", CultureInfo.InvariantCulture);

    private static string ReadMoment(Field field, TimeZoneInfo? zone)
    {
        var text = field.Text();
        if (!IsIso(text))
        {
            throw NotionError.Body($"{field.Path} should be a valid ISO 8601 date string, instead was `\"{text}\"`.");
        }

        var hasOffset = Offset().IsMatch(text);
        if (zone is not null && (IsDateOnly(text) || hasOffset))
        {
            throw NotionError.Body($"{field.Path} should have a time and no UTC offset when `time_zone` is given, instead was `\"{text}\"`.");
        }

        if (IsDateOnly(text))
        {
            return text;
        }

        var local = DateTime.Parse(Offset().Replace(text, ""), CultureInfo.InvariantCulture);
        var offset = zone?.GetUtcOffset(local) ?? (hasOffset ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).Offset : TimeSpan.Zero);
        return new DateTimeOffset(local, offset).ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
    }

    private static TimeZoneInfo ReadZone(Field field) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(field.Text(), out var zone) ? zone : throw field.Expected("a valid IANA time zone");

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[+-]\d{2}:?\d{2})?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Iso();

    [GeneratedRegex(@"(?<=T.*)(Z|[+-]\d{2}:?\d{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Offset();
}
