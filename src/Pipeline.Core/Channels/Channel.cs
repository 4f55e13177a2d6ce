namespace Pipeline.Core.Channels;

/// <summary>What happens to a video that came through this channel (one entry of config/channels.json).</summary>
public sealed record Channel
{
    /// <summary>What <see cref="Engine"/> may say for this machine's own; no remote one has that name.</summary>
    public const string LocalEngine = "local";

    public required string Name { get; init; }
    public required ChannelAction Action { get; init; }

    /// <summary>Notion database id as copied from its URL (or a data source id); null: rows are only named by the webhook.</summary>
    public string? Database { get; init; }

    /// <summary>Name of the data source, where the database has several; null: it has one.</summary>
    public string? DataSource { get; init; }

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

    /// <summary>Speech model by name or path; null: the engine's own setting.</summary>
    public string? Model { get; init; }

    /// <summary>Name of a remote speech engine of the settings; null or <c>local</c>: this machine's.</summary>
    public string? Engine { get; init; }

    /// <summary>Whether this machine listens.</summary>
    public bool IsLocal => Engine is null or LocalEngine;

    /// <summary>Names and terms that occur in the recordings, in the spelling wanted.</summary>
    public IReadOnlyList<string> Vocabulary { get; init; } = [];

    /// <summary>Translate the speech into English.</summary>
    public bool Translate { get; init; }

    /// <summary>Put the video into an mp4 whose index stands first, so that it plays while it loads; nothing is encoded again where its codecs allow that.</summary>
    public bool Remux { get; init; }

    /// <summary>Encode the video again, smaller (Ffmpeg:Compress…).</summary>
    public bool Compress { get; init; }

    /// <summary>Put the subtitles into the mp4 as a track that can be switched on.</summary>
    public bool EmbedSubtitles { get; init; }

    public AudioFormat AudioFormat { get; init; }

    public ErrorDetails ErrorDetails { get; init; }

    /// <summary>Keep each status with its time and each attempt in a toggle on the page.</summary>
    public bool ProcessingLog { get; init; }

    /// <summary>Only for <see cref="ChannelAction.CreateNewPage"/>.</summary>
    public ChannelOrigin? Origin { get; init; }

    /// <summary>Null: never polled.</summary>
    public ChannelTrigger? Trigger { get; init; }

    /// <summary>Database of the rows that videos come from.</summary>
    public string? RowDatabase => Action == ChannelAction.CreateNewPage ? Origin?.Database : Database;

    /// <summary>The column for a logical key, or null when it is not mapped.</summary>
    public string? Column(string key) => key == Board.FieldKey.TriggerBox ? (Trigger as ChannelTrigger.Checkbox)?.Column : FieldMap.GetValueOrDefault(key);

    /// <summary>The same in the rows that videos come from.</summary>
    public string? RowColumn(string key) => Action == ChannelAction.CreateNewPage ? Origin?.FieldMap.GetValueOrDefault(key) : Column(key);
}
