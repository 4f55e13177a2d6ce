namespace Pipeline.Core.Jobs;

/// <summary>One stage of a job as everybody sees it.</summary>
/// <param name="Progress">0–100 per cent of this stage.</param>
/// <param name="StartedAt">When it first began; a resumed stage keeps it.</param>
public sealed record StageRecord(
    JobStage Stage, StageStatus Status, double Progress, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, string? Error);
