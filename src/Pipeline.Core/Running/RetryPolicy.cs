using Pipeline.Core.Jobs;

namespace Pipeline.Core.Running;

/// <summary>What follows from a failure: now, later, or a person's turn.</summary>
public sealed class RetryPolicy(RetryOptions options, WorkerOptions worker)
{
    /// <summary>The event for a failed run, and the pause before the next one where there is one.</summary>
    /// <param name="attempt">Attempts used so far, this one included.</param>
    /// <param name="jitter">0–1; spreads jobs that failed together (±20 %).</param>
    public (JobEvent Event, TimeSpan? Pause) Decide(JobError error, int attempt, double jitter) => error.Class switch
    {
        ErrorClass.Local => (JobEvent.Snoozed, TimeSpan.FromSeconds(worker.DiskFullPauseSeconds)),
        ErrorClass.NotYet => (JobEvent.Snoozed, TimeSpan.FromMinutes(options.NotYetPauseMinutes)),
        ErrorClass.Transient when attempt < options.MaxAttempts => (JobEvent.FailedTransiently, Backoff(attempt, jitter)),
        ErrorClass.SiteBlocked when attempt < options.MaxAttempts => (JobEvent.FailedTransiently, TimeSpan.FromMinutes(options.SiteBlockedPauseMinutes)),
        _ => (JobEvent.FailedForGood, null),
    };

    /// <summary>Growing pause after the given attempt.</summary>
    public TimeSpan Backoff(int attempt, double jitter)
    {
        var pause = Math.Min(options.FirstPauseSeconds * Math.Pow(options.PauseFactor, attempt - 1), options.LongestPauseSeconds);
        return TimeSpan.FromSeconds(pause * (0.8 + (0.4 * jitter)));
    }

    /// <summary>Whether the scheduled sweep may take a failed job up again: a passing fault, and not for ever.</summary>
    public bool MaySweep(VideoJob job) =>
        job.Status == JobStatus.Failed && job.Error?.IsRetryable == true && job.Sweeps < options.MaxSweeps;

    public int MaxAttempts => options.MaxAttempts;
}
