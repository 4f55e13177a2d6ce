namespace Pipeline.Core.Jobs;

/// <summary>The queue engine's side of a job: a firing derived from the row. Losing one is harmless (the reconcile job makes
/// it again), and so is one too many (the claim sorts it out).</summary>
public interface IJobScheduler
{
    /// <summary>Makes or replaces the job's firing.</summary>
    /// <param name="notBefore">Null: as soon as a slot is free, higher priority first, then first come first served.</param>
    Task Schedule(JobId id, int priority, DateTimeOffset? notBefore, CancellationToken ct);
}
