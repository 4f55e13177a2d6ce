namespace Pipeline.Core.Jobs;

/// <summary>Which jobs to list; newest first.</summary>
/// <param name="Statuses">Empty: all.</param>
/// <param name="Take">At most this many rows.</param>
public sealed record JobQuery(IReadOnlyList<JobStatus> Statuses, int Take = 100)
{
    public static JobQuery Open { get; } = new([JobStatus.Pending, JobStatus.Running, JobStatus.Paused], 10_000);
}
