namespace Pipeline.Core.Jobs;

/// <summary>Where a job stands. What may follow what: <see cref="JobTransitions"/>.</summary>
public enum JobStatus
{
    Pending,
    Running,
    Paused,
    Completed,
    Failed,
    Cancelled,
    Skipped,
}
