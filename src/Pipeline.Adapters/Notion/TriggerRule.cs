using System.Text.Json.Nodes;
using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Notion;

/// <summary>A channel's trigger in terms of the columns that are there: as a filter for the query, and as a test for one row.</summary>
internal sealed class TriggerRule
{
    private static readonly string[] LinkKeys = [FieldKey.VideoLink, FieldKey.VideoUrl, FieldKey.LiveVideoUrl];
    private readonly NotionColumn _status;
    private readonly IReadOnlyList<NotionColumn> _links;
    private readonly string? _word;

    private TriggerRule(NotionColumn status, IReadOnlyList<NotionColumn> links, string? word) => (_status, _links, _word) = (status, links, word);

    /// <summary>Why no row can ask, though nothing is wrong with the configuration: the option is not there yet. Null: all is well.</summary>
    public string? Silence => _word is not null && _status.Type is "select" or "status" && _status.Option(_word!) is null
        ? $"The column \"{_status.Name}\" has no option \"{_word}\"; add it in Notion."
        : null;

    /// <exception cref="JobFailureException">The mapped columns are missing or of a kind that cannot hold a trigger.</exception>
    public static TriggerRule For(Channel channel, NotionSchema schema)
    {
        var status = Column(channel, schema, FieldKey.Status) ?? throw Misfit(channel, $"has no column for \"{FieldKey.Status}\"", schema);
        if (status.Type is not ("select" or "status" or "rich_text"))
            throw Misfit(channel, $"has its status in \"{status.Name}\" of the kind {status.Type}; a trigger needs select, status or text", schema);
        NotionColumn[] links = [.. LinkKeys.Select(key => Column(channel, schema, key)).OfType<NotionColumn>().Where(c => c.Type is "url" or "rich_text" or "title" or "files")];
        if (links.Length == 0) throw Misfit(channel, "has no column that holds the link (video_link, video_url or live_video_url)", schema);
        return new TriggerRule(status, links, (channel.Trigger as ChannelTrigger.Word)?.StatusWord);
    }

    public JsonObject Filter()
    {
        if (_word is not null) return Condition(_status, "equals", _status.Option(_word) ?? _word);
        JsonNode[] links = [.. _links.Select(column => Condition(column, "is_not_empty", true))];
        var anyLink = links.Length == 1 ? links[0] : new JsonObject { ["or"] = new JsonArray(links) };
        return new JsonObject { ["and"] = new JsonArray(Condition(_status, "is_empty", true), anyLink) };
    }

    public bool Holds(WirePage row)
    {
        var word = PropertyReader.Cell(row, _status) is { } cell ? PropertyReader.Plain(cell) : "";
        return _word is null ? word.Length == 0 && Link(row) is not null : word.Equals(_word, StringComparison.OrdinalIgnoreCase);
    }

    public BoardRow Row(WirePage row) => new(row.Id, Link(row), PropertyReader.Title(row)) { CreatedAt = row.CreatedTime };

    private string? Link(WirePage row) => _links
        .Select(column => PropertyReader.Cell(row, column) is { } cell ? PropertyReader.Link(cell) : null)
        .FirstOrDefault(link => link is not null);

    private static NotionColumn? Column(Channel channel, NotionSchema schema, string key) =>
        channel.Column(key) is { } name ? schema.Find(name) : null;

    private static JsonObject Condition(NotionColumn column, string op, JsonNode value) =>
        new() { ["property"] = column.Name, [column.Type] = new JsonObject { [op] = value } };

    private static JobFailureException Misfit(Channel channel, string what, NotionSchema schema) => new(
        ErrorClass.Operator,
        "notion-trigger",
        $"Channel \"{channel.Name}\" cannot be polled: its Notion database {what}. Correct field_map in config/channels.json. "
        + $"Columns there: {string.Join(", ", schema.Columns.Select(c => $"\"{c.Name}\" ({c.Type})"))}.");
}
