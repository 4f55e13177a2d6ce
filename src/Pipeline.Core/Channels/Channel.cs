namespace Pipeline.Core.Channels;

/// <summary>What happens to a video that came through this channel (one entry of config/channels.json).</summary>
public sealed record Channel
{
    public required string Name { get; init; }
    public required ChannelAction Action { get; init; }

    /// <summary>Notion database id as copied from its URL (or a data source id); null: rows are only named by the webhook.</summary>
    public string? Database { get; init; }

    /// <summary>Logical key (<see cref="Board.FieldKey"/>) → column name.</summary>
    public IReadOnlyDictionary<string, string> FieldMap { get; init; } = new Dictionary<string, string>();

    public StatusWords StatusWords { get; init; } = new();

    /// <summary>Title of the page; <c>{title}</c> is the video's. Null: the title column is left alone.</summary>
    public string? NameFormat { get; init; }

    /// <summary>Folder in the file store under which each video gets its own; null: the store's root.</summary>
    public string? DriveFolder { get; init; }

    /// <summary>ISO 639-1, or null: detected.</summary>
    public string? Language { get; init; }

    /// <summary>Whether the video file itself is uploaded; false keeps audio and transcripts only.</summary>
    public bool KeepVideo { get; init; } = true;

    /// <summary>Null: never polled.</summary>
    public ChannelTrigger? Trigger { get; init; }

    /// <summary>The column for a logical key, or null when it is not mapped.</summary>
    public string? Column(string key) => FieldMap.TryGetValue(key, out var name) ? name : null;
}
