using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Core.Board;

namespace Pipeline.Adapters.Notion;

/// <summary>Fits a value to the kind of column that is there (shapes and limits: contract notion-api.md §3, §4). Null clears.</summary>
internal static class PropertyWriter
{
    private const int UrlLimit = 2000;
    private const int NameLimit = 100;

    public static FittedValue Fit(NotionColumn column, BoardValue value) => column.Type switch
    {
        "title" or "rich_text" => Text(column, value),
        "url" => Url(column, value),
        "number" => Number(column, value),
        "date" => Date(column, value),
        "select" => Select(column, value),
        "status" => Status(column, value),
        "multi_select" => MultiSelect(column, value),
        "files" => Files(column, value),
        "checkbox" => Checkbox(column, value),
        "people" => new FittedValue.Unfit($"The column \"{column.Name}\" is of the kind people, and the worker knows no members of your workspace. Map a text or select column."),
        _ => new FittedValue.Unfit($"The column \"{column.Name}\" is of the kind {column.Type}, which cannot be written. Map another column, or change its kind in Notion."),
    };

    private static FittedValue Text(NotionColumn column, BoardValue value)
    {
        if (value is not BoardValue.Link link) return Ready(column, RichText.Short(Plain(value) ?? ""));
        var label = link.Label.Length > 0 ? link.Label : link.Address;
        return link.Address.Length > UrlLimit ? TooLong(column) : Ready(column, RichText.Short(label, IsWeb(link.Address) ? link.Address : null));
    }

    private static FittedValue Url(NotionColumn column, BoardValue value)
    {
        if (value is not (BoardValue.Text or BoardValue.Link)) return Wrong(column, value);
        var address = Plain(value)?.Trim();
        if (address?.Length > UrlLimit) return TooLong(column);
        return Ready(column, string.IsNullOrEmpty(address) ? null : address);
    }

    private static FittedValue Number(NotionColumn column, BoardValue value) => value switch
    {
        BoardValue.Number { Amount: null } or BoardValue.Percent { Amount: null } or BoardValue.Text { Content: null or "" } => Ready(column, null),
        BoardValue.Percent { Amount: { } share } when double.IsFinite(share) => Ready(column, column.IsPercent ? Math.Round(share / 100, 4) : Math.Round(share, 2)),
        BoardValue.Number { Amount: { } amount } when double.IsFinite(amount) => Ready(column, amount),
        BoardValue.Text { Content: { } text } when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) && double.IsFinite(amount) =>
            Ready(column, amount),
        _ => Wrong(column, value),
    };

    private static FittedValue Date(NotionColumn column, BoardValue value) => value switch
    {
        BoardValue.Moment { At: null } or BoardValue.Text { Content: null or "" } => Ready(column, null),
        BoardValue.Moment { At: { } at } => Ready(column, Start(Utc(at))),
        BoardValue.Text { Content: { } text } when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) =>
            Ready(column, Start(text)),
        BoardValue.Text { Content: { } text } when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) =>
            Ready(column, Start(Utc(at))),
        _ => Wrong(column, value),
    };

    private static FittedValue Select(NotionColumn column, BoardValue value)
    {
        if (value is not (BoardValue.Text or BoardValue.Number or BoardValue.Percent)) return Wrong(column, value);
        var name = OptionName(Plain(value));
        return Ready(column, name is null ? null : Named(column.Option(name) ?? name));
    }

    // Null gives the default option of the To-do group: a status column cannot be empty.
    private static FittedValue Status(NotionColumn column, BoardValue value)
    {
        if (value is not (BoardValue.Text or BoardValue.Number or BoardValue.Percent)) return Wrong(column, value);
        if (OptionName(Plain(value)) is not { } name) return Ready(column, null);
        return column.Option(name) is { } known ? Ready(column, Named(known)) : new FittedValue.NoOption(name);
    }

    private static FittedValue MultiSelect(NotionColumn column, BoardValue value)
    {
        if (value is not (BoardValue.Text or BoardValue.Number or BoardValue.Percent)) return Wrong(column, value);
        var names = (Plain(value) ?? "").Split(',').Select(OptionName).OfType<string>()
            .Select(name => column.Option(name) ?? name).Distinct(StringComparer.OrdinalIgnoreCase).Take(100);
        return Ready(column, new JsonArray([.. names.Select(Named)]));
    }

    private static FittedValue Files(NotionColumn column, BoardValue value)
    {
        var link = value as BoardValue.Link;
        if (value is BoardValue.Text { Content: { } text } && IsWeb(text)) link = new BoardValue.Link(text, new Uri(text).Segments[^1].Trim('/'));
        if (value is BoardValue.Text { Content: null or "" } or BoardValue.Link { Address: "" }) return Ready(column, new JsonArray());
        if (link is null || !IsWeb(link.Address)) return Wrong(column, value);
        return link.Address.Length > UrlLimit ? TooLong(column) : Ready(column, new JsonArray(File(link)));
    }

    private static FittedValue Checkbox(NotionColumn column, BoardValue value) => value switch
    {
        BoardValue.Number { Amount: var amount } => Ready(column, amount is not null and not 0),
        BoardValue.Percent { Amount: var share } => Ready(column, share is >= 100),
        BoardValue.Text { Content: null or "" } => Ready(column, false),
        BoardValue.Text { Content: { } text } when bool.TryParse(text, out var ticked) => Ready(column, ticked),
        _ => Wrong(column, value),
    };

    private static string? Plain(BoardValue value) => value switch
    {
        BoardValue.Text text => text.Content,
        BoardValue.Number number => number.Amount?.ToString(CultureInfo.InvariantCulture),
        BoardValue.Percent percent => percent.Amount is { } share ? string.Create(CultureInfo.InvariantCulture, $"{share:0} %") : null,
        BoardValue.Moment moment => moment.At?.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture),
        BoardValue.Link link => link.Address,
        _ => null,
    };

    /// <summary>Option names hold no commas and are at most 100 long; null for none.</summary>
    private static string? OptionName(string? text)
    {
        var name = RichText.Cut((text ?? "").Replace(',', ';').Trim(), NameLimit);
        return name.Length == 0 ? null : name;
    }

    private static JsonNode Named(string name) => new JsonObject { ["name"] = name };

    private static JsonObject Start(string date) => new() { ["start"] = date };

    private static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static JsonObject File(BoardValue.Link link) => new()
    {
        ["name"] = RichText.Cut(link.Label.Length > 0 ? link.Label : link.Address, NameLimit),
        ["type"] = "external",
        ["external"] = new JsonObject { ["url"] = link.Address },
    };

    private static bool IsWeb(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);

    private static FittedValue.Ready Ready(NotionColumn column, JsonNode? content) => new(new JsonObject { [column.Type] = content });

    private static FittedValue.Unfit TooLong(NotionColumn column) =>
        new($"The link for the column \"{column.Name}\" is longer than the {UrlLimit} characters that Notion takes.", Lasting: true);

    private static FittedValue.Unfit Wrong(NotionColumn column, BoardValue value) =>
        new($"The column \"{column.Name}\" is of the kind {column.Type}, which takes no {Word(value)}. Map another column, or change its kind in Notion.");

    private static string Word(BoardValue value) => value switch
    {
        BoardValue.Number or BoardValue.Percent => "number",
        BoardValue.Moment => "date",
        BoardValue.Link => "link",
        _ => "text of this sort",
    };
}
