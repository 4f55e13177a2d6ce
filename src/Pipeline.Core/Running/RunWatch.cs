using Microsoft.Extensions.Logging;
using Pipeline.Core.Jobs;

namespace Pipeline.Core.Running;

/// <summary>Looks at the row of a running job once a second: a cancel or pause asked for elsewhere, a claim taken by another
/// run (a frozen process that woke up), the whole-job time limit, no progress for too long.</summary>
public sealed class RunWatch(IJobStore jobs, WorkerOptions options, TimeProvider time, ILogger<RunWatch> log)
{
    /// <summary>Watches until disposed.</summary>
    public IDisposable Begin(VideoJob job, string claim, RunningJobs.Run run)
    {
        var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        _ = Watch(timer, job.Id, claim, run);
        return timer;
    }

    private async Task Watch(PeriodicTimer timer, JobId id, string claim, RunningJobs.Run run)
    {
        while (await timer.WaitForNextTickAsync())
        {
            try
            {
                if (await jobs.Find(id, CancellationToken.None) is { } row && Reason(row, claim) is { } reason) run.Stop(reason);
            }
            catch (Exception e)
            {
                // The next tick looks again; a run must not die because its watch could not read.
                Log.WatchFailed(log, e);
            }
        }
    }

    private StopReason? Reason(VideoJob row, string claim)
    {
        var now = time.GetUtcNow();
        if (row.Claim != claim) return row.Status == JobStatus.Running ? StopReason.ClaimLost : null;
        if (row.CancelRequested) return StopReason.Cancel;
        if (row.PauseRequested) return StopReason.Pause;
        if (now - row.StartedAt > TimeSpan.FromHours(options.JobTimeLimitHours)) return StopReason.TimeLimit;
        return now - row.ProgressAt > TimeSpan.FromMinutes(options.StuckAfterMinutes) ? StopReason.Stuck : null;
    }
}
