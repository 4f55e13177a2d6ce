namespace Pipeline.Core.Jobs;

/// <summary>One video to process: our row, as it was read. The row is the truth; a Quartz firing is derived from it.
/// Rows change only through <see cref="IJobStore"/>, guarded by <see cref="JobTransitions"/> and by the claim.</summary>
public sealed record VideoJob
{
    public required JobId Id { get; init; }
    public required SourceKind Source { get; init; }

    /// <summary>The link as given; for a Drive file its view link.</summary>
    public required string SourceUrl { get; init; }

    public string? DriveFileId { get; init; }
    public string? FileName { get; init; }

    /// <summary>Name of the channel in config/channels.json.</summary>
    public required string Channel { get; init; }

    /// <summary>The Notion row it came from; null where there is none.</summary>
    public string? NotionPageId { get; init; }

    /// <summary>Folder that replaces the channel's, when the caller named one.</summary>
    public string? ParentFolderId { get; init; }

    /// <summary>0 (background) to 20 (first); 10 is a person's ordinary request.</summary>
    public int Priority { get; init; } = 10;

    /// <summary>Language that the caller asked for (ISO 639-1), or null: the channel decides.</summary>
    public string? RequestedLanguage { get; init; }

    /// <summary>Who asked: <see cref="JobOrigin"/>.</summary>
    public JobOrigin Origin { get; init; }

    /// <summary>Makes a repeated request find this job instead of making another (Idempotency-Key, Notion page).</summary>
    public string? IntakeKey { get; init; }

    public JobStatus Status { get; init; }

    /// <summary>The stage to do next (or now, while running).</summary>
    public JobStage Stage { get; init; }

    /// <summary>Counted at claim time, so that a video which kills its worker is not tried for ever.</summary>
    public int Attempt { get; init; }

    /// <summary>Fire instance id of the run that owns the row; every write of that run is fenced by it.</summary>
    public string? Claim { get; init; }

    public DateTimeOffset AcceptedAt { get; init; }
    public DateTimeOffset DueAt { get; init; }

    /// <summary>First claim, moved on at each later one by the time since anything last moved: now minus this is time at work. The
    /// whole-job time limit counts from here, and an outage of Notion, a premiere or a weekend switched off must not use it up.</summary>
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Last time anything moved (bytes, pieces, blocks); old = stuck.</summary>
    public DateTimeOffset? ProgressAt { get; init; }

    public JobError? Error { get; init; }

    /// <summary>How often the sweep has taken this job up again since a person last did.</summary>
    public int Sweeps { get; init; }

    /// <summary>Overall progress, 0–100 per cent.</summary>
    public double Progress { get; init; }

    /// <summary>One line for people: what is going on right now.</summary>
    public string? Message { get; init; }

    public bool CancelRequested { get; init; }
    public bool PauseRequested { get; init; }

    /// <summary>The status word that the board was last told; a word equal to it is not sent again.</summary>
    public string? BoardWord { get; init; }

    /// <summary>The status word (or page link) of ours that has arrived on the board since the request was taken; null: none. A row that
    /// asks after this has been set to ask again by a person, because we never write what asks.</summary>
    public string? BoardShown { get; init; }

    // What the stages found out.
    public string? Title { get; init; }
    public string? CanonicalUrl { get; init; }
    public string? Uploader { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }
    public double? DurationSeconds { get; init; }
    public string? Language { get; init; }
    public string? FolderId { get; init; }
    public string? FolderUrl { get; init; }
    public int? TranscriptCharacters { get; init; }

    /// <summary>Of the file as it was downloaded, lower-case hex.</summary>
    public string? MediaSha256 { get; init; }

    /// <summary>Null while nothing has been transcribed.</summary>
    public ProcessingMode? ProcessingMode { get; init; }

    /// <summary>How many the file has; null until it was looked at.</summary>
    public int? SoundTracks { get; init; }

    /// <summary>The page that was made for it, in a channel that makes pages; and the title of the database it lies in.</summary>
    public string? ResultPageId { get; init; }
    public string? ResultDatabase { get; init; }

    /// <summary>The video's identity at its site.</summary>
    public string? SourceId { get; init; }

    /// <summary>Who can see it there, in the site's word: <c>public</c>, <c>unlisted</c> …; null: the site does not say.</summary>
    public string? Availability { get; init; }

    /// <summary>Whether it is the recording of a live event.</summary>
    public bool WasLive { get; init; }

    /// <summary>Labels that its file name carries (<c>[a, b] name.mp4</c>), with commas between; null: none.</summary>
    public string? Tags { get; init; }

    /// <summary>Set in the same transaction that puts the final page writes into the outbox.</summary>
    public bool PublishQueued { get; init; }

    public IReadOnlyList<StageRecord> Stages { get; init; } = [];
}
