using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Storage;

/// <summary>A row of job_stages as it is read.</summary>
internal sealed class StageRow
{
    public string JobId { get; init; } = "";
    public string Stage { get; init; } = "";
    public string Status { get; init; } = "";
    public double Progress { get; init; }
    public long? StartedAt { get; init; }
    public long? EndedAt { get; init; }
    public string? Error { get; init; }

    public StageRecord ToRecord() => new(
        Enum.Parse<JobStage>(Stage), Enum.Parse<StageStatus>(Status), Progress, StartedAt.ToTime(), EndedAt.ToTime(), Error);
}
