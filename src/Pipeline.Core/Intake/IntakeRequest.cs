using Pipeline.Core.Jobs;

namespace Pipeline.Core.Intake;

/// <summary>What somebody asked for, before anything was checked. Field names in problems are the webhook's.</summary>
public sealed record IntakeRequest
{
    public string? VideoUrl { get; init; }
    public string? DriveFileId { get; init; }
    public string? FileName { get; init; }
    public string? Channel { get; init; }
    public string? NotionPageId { get; init; }
    public string? ParentFolderId { get; init; }
    public string? Language { get; init; }

    /// <summary>0–20; null: an ordinary request (10).</summary>
    public int? Priority { get; init; }

    /// <summary>Idempotency-Key of the caller.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Take a row with an unusable link all the same: the job then fails with the reason, and the row says so.
    /// For Notion rows, which have nobody waiting for an answer.</summary>
    public bool TakeBadLinks { get; init; }

    public required JobOrigin Origin { get; init; }

    internal bool IsDrive => !string.IsNullOrWhiteSpace(DriveFileId);

    internal SourceKind KindOf(VideoUrl? url) => IsDrive ? SourceKind.Drive : url?.Source ?? SourceKind.Web;
}
