using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Storage;

/// <summary>A row of jobs as it is read; names follow the columns.</summary>
internal sealed class JobRow
{
    public string Id { get; init; } = "";
    public string Source { get; init; } = "";
    public string SourceUrl { get; init; } = "";
    public string? DriveFileId { get; init; }
    public string? FileName { get; init; }
    public string Channel { get; init; } = "";
    public string? NotionPageId { get; init; }
    public string? ParentFolderId { get; init; }
    public long Priority { get; init; }
    public string? RequestedLanguage { get; init; }
    public string Origin { get; init; } = "";
    public string? IntakeKey { get; init; }
    public string Status { get; init; } = "";
    public string Stage { get; init; } = "";
    public long Attempt { get; init; }
    public string? Claim { get; init; }
    public long AcceptedAt { get; init; }
    public long DueAt { get; init; }
    public long? StartedAt { get; init; }
    public long? EndedAt { get; init; }
    public long? ProgressAt { get; init; }
    public string? ErrorClass { get; init; }
    public string? ErrorCode { get; init; }
    public string? ErrorSentence { get; init; }
    public string? ErrorDetail { get; init; }
    public long Sweeps { get; init; }
    public double Progress { get; init; }
    public string? Message { get; init; }
    public long CancelRequested { get; init; }
    public long PauseRequested { get; init; }
    public string? BoardWord { get; init; }
    public string? BoardShown { get; init; }
    public string? Title { get; init; }
    public string? CanonicalUrl { get; init; }
    public string? Uploader { get; init; }
    public long? PublishedAt { get; init; }
    public double? DurationSeconds { get; init; }
    public string? Language { get; init; }
    public string? FolderId { get; init; }
    public string? FolderUrl { get; init; }
    public long? TranscriptCharacters { get; init; }
    public string? ResultPageId { get; init; }
    public string? ResultDatabase { get; init; }
    public string? SourceId { get; init; }
    public string? Availability { get; init; }
    public long WasLive { get; init; }
    public string? Tags { get; init; }
    public string? MediaSha256 { get; init; }
    public string? ProcessingMode { get; init; }
    public long? SoundTracks { get; init; }
    public long PublishQueued { get; init; }
    public long Checkpoints { get; init; }
    public long CheckpointsAtClaim { get; init; }
    public long Deaths { get; init; }

    public JobStatus CurrentStatus => Enum.Parse<JobStatus>(Status);

    public VideoJob ToJob(IEnumerable<StageRow> stages) => new()
    {
        Id = new JobId(Guid.Parse(Id)),
        Source = Enum.Parse<SourceKind>(Source),
        SourceUrl = SourceUrl,
        DriveFileId = DriveFileId,
        FileName = FileName,
        Channel = Channel,
        NotionPageId = NotionPageId,
        ParentFolderId = ParentFolderId,
        Priority = (int)Priority,
        RequestedLanguage = RequestedLanguage,
        Origin = Enum.Parse<JobOrigin>(Origin),
        IntakeKey = IntakeKey,
        Status = CurrentStatus,
        Stage = Enum.Parse<JobStage>(Stage),
        Attempt = (int)Attempt,
        Claim = Claim,
        AcceptedAt = AcceptedAt.ToTime(),
        DueAt = DueAt.ToTime(),
        StartedAt = StartedAt.ToTime(),
        EndedAt = EndedAt.ToTime(),
        ProgressAt = ProgressAt.ToTime(),
        Error = ToError(),
        Sweeps = (int)Sweeps,
        Progress = Progress,
        Message = Message,
        CancelRequested = CancelRequested == 1,
        PauseRequested = PauseRequested == 1,
        BoardWord = BoardWord,
        BoardShown = BoardShown,
        Title = Title,
        CanonicalUrl = CanonicalUrl,
        Uploader = Uploader,
        PublishedAt = PublishedAt.ToTime(),
        DurationSeconds = DurationSeconds,
        Language = Language,
        FolderId = FolderId,
        FolderUrl = FolderUrl,
        TranscriptCharacters = (int?)TranscriptCharacters,
        MediaSha256 = MediaSha256,
        ProcessingMode = ProcessingMode is null ? null : Enum.Parse<ProcessingMode>(ProcessingMode),
        SoundTracks = (int?)SoundTracks,
        ResultPageId = ResultPageId,
        ResultDatabase = ResultDatabase,
        SourceId = SourceId,
        Availability = Availability,
        WasLive = WasLive == 1,
        Tags = Tags,
        PublishQueued = PublishQueued == 1,
        Stages = [.. stages.Select(s => s.ToRecord()).OrderBy(s => s.Stage)],
    };

    private JobError? ToError() => ErrorClass is null
        ? null
        : new JobError(Enum.Parse<ErrorClass>(ErrorClass), ErrorCode!, ErrorSentence!, ErrorDetail);
}
