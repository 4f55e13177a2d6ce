using System.Text.Json.Nodes;
using Pipeline.Core.Board;
using Pipeline.Core.Channels;

namespace Pipeline.Adapters.Notion;

/// <summary>A channel's trigger in terms of the columns that are there: as conditions for a query, and as a test for one row.</summary>
internal sealed class TriggerRule
{
    private static readonly string[] LinkKeys = [FieldKey.VideoLink, FieldKey.VideoUrl, FieldKey.LiveVideoUrl];
    private readonly Channel _channel;
    private readonly NotionSchema _schema;
    private readonly NotionColumn? _sign;
    private readonly IReadOnlyList<NotionColumn> _links;

    private TriggerRule(Channel channel, NotionSchema schema, NotionColumn? sign, IReadOnlyList<NotionColumn> links) =>
        (_channel, _schema, _sign, _links) = (channel, schema, sign, links);

    /// <summary>Why no row can ask; null: all is well.</summary>
    public string? Silence { get; private init; }

    /// <summary>Sets of conditions, of which one must hold whole.</summary>
    public IReadOnlyList<IReadOnlyList<JsonObject>> Alternatives => _channel.Trigger switch
    {
        ChannelTrigger.Word word => [[Condition(_sign!, "equals", _sign!.Option(word.StatusWord) ?? word.StatusWord)]],
        ChannelTrigger.Checkbox => [[Condition(_sign!, "equals", true)]],
        _ => [.. _links.Select(link => (JsonObject[])[Condition(_sign!, "is_empty", true), Condition(link, "is_not_empty", true)])],
    };

    /// <summary>Ids of the columns that decide whether a row asks, and for what.</summary>
    public IReadOnlyList<string> Watched => [.. new[] { _sign, Column(FieldKey.Language) }.Concat(_links).OfType<NotionColumn>().Select(c => c.Id).Distinct()];

    /// <summary>Ids of the columns that <see cref="Row"/> reads.</summary>
    public IReadOnlyList<string> Columns => [.. Watched, "title", .. Column(FieldKey.Claim) is { } claim ? (string[])[claim.Id] : []];

    public static TriggerRule For(Channel channel, NotionSchema schema)
    {
        var rule = new TriggerRule(channel, schema, null, []);
        var links = LinkKeys.Select(rule.Column).OfType<NotionColumn>().Where(c => c.Type is "url" or "rich_text" or "title" or "files").ToList();
        var sign = rule.Sign(out var problem);
        if (problem is null && links.Count == 0) problem = Misfit("No column holds the link (video_link, video_url or live_video_url).", schema);
        return new TriggerRule(channel, schema, sign, links) { Silence = problem };
    }

    public bool Holds(WirePage row)
    {
        if (Silence is not null) return false;
        var cell = PropertyReader.Cell(row, _sign!) is { } found ? PropertyReader.Plain(found) : "";
        return _channel.Trigger switch
        {
            ChannelTrigger.Word word => cell.Equals(word.StatusWord, StringComparison.OrdinalIgnoreCase),
            ChannelTrigger.Checkbox => cell == PropertyReader.Ticked,
            _ => cell.Length == 0 && Link(row) is not null,
        };
    }

    public BoardRow Row(WirePage row) => new(row.Id, Link(row), PropertyReader.Title(row))
    {
        CreatedAt = row.CreatedTime,
        InTrash = row.IsGone,
        Asks = !row.IsGone && Holds(row),
        Language = Text(row, FieldKey.Language),
        Claim = Text(row, FieldKey.Claim),
    };

    /// <summary>The column that says "please process", if it can.</summary>
    private NotionColumn? Sign(out string? problem)
    {
        var (column, kinds) = _channel.Trigger switch
        {
            ChannelTrigger.Checkbox box => (_schema.Find(box.Column), "checkbox"),
            ChannelTrigger.EmptyPageLink => (Column(FieldKey.PageLink), "url, rich_text, files"),
            _ => (Column(FieldKey.Status), "select, status, rich_text"),
        };
        problem = (_channel.Trigger, column) switch
        {
            (_, null) => Misfit("The trigger's column is not there.", _schema),
            _ when !kinds.Split(", ").Contains(column.Type) => Misfit($"The column \"{column.Name}\" is of the kind {column.Type}; this trigger needs {kinds}.", _schema),
            (ChannelTrigger.EmptyStatus, { Type: "status" }) =>
                Misfit($"The column \"{column.Name}\" is of the kind status, which is never empty: use {{\"status\": \"WORD\"}} as trigger, or make it a select.", _schema),
            (ChannelTrigger.Word { StatusWord: var word }, { Type: "select" or "status" }) when column.Option(word) is null =>
                $"The column \"{column.Name}\" has no option \"{word}\"; add it in Notion.",
            _ => null,
        };
        return column;
    }

    private string? Text(WirePage row, string key) =>
        Column(key) is { } column && PropertyReader.Cell(row, column) is { } cell && PropertyReader.Plain(cell).Trim() is { Length: > 0 } text ? text : null;

    private string? Link(WirePage row) => _links
        .Select(column => PropertyReader.Cell(row, column) is { } cell ? PropertyReader.Link(cell) : null)
        .FirstOrDefault(link => link is not null);

    private NotionColumn? Column(string key) => _channel.RowColumn(key) is { } name ? _schema.Find(name) : null;

    private static JsonObject Condition(NotionColumn column, string op, JsonNode value) =>
        new() { ["property"] = column.Name, [column.Type] = new JsonObject { [op] = value } };

    private static string Misfit(string problem, NotionSchema schema) =>
        $"{problem} Correct config/channels.json. Columns there: {string.Join(", ", schema.Columns.Select(c => $"\"{c.Name}\" ({c.Type})"))}.";
}
