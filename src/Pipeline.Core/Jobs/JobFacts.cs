namespace Pipeline.Core.Jobs;

/// <summary>What a stage found out and the row should remember; null leaves a column as it is.</summary>
public sealed record JobFacts
{
    public string? Title { get; init; }
    public string? CanonicalUrl { get; init; }
    public string? Uploader { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }
    public double? DurationSeconds { get; init; }
    public string? Language { get; init; }
    public string? FolderId { get; init; }
    public string? FolderUrl { get; init; }
    public int? TranscriptCharacters { get; init; }
    public string? SourceId { get; init; }
    public string? Availability { get; init; }
    public bool? WasLive { get; init; }
    public string? Tags { get; init; }
    public string? MediaSha256 { get; init; }
    public ProcessingMode? ProcessingMode { get; init; }
    public int? SoundTracks { get; init; }
    public bool? PublishQueued { get; init; }
}
