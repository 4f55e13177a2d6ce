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
        _ = Watch(timer, new Clock(job, time), job.Id, claim, run);
        return timer;
    }

    private async Task Watch(PeriodicTimer timer, Clock clock, JobId id, string claim, RunningJobs.Run run)
    {
        while (await timer.WaitForNextTickAsync())
        {
            try
            {
                if (await jobs.Find(id, CancellationToken.None) is { } row && Reason(row, claim, clock) is { } reason) run.Stop(reason);
            }
            catch (Exception e)
            {
                // The next tick looks again; a run must not die because its watch could not read.
                Log.WatchFailed(log, e);
            }
        }
    }

    private StopReason? Reason(VideoJob row, string claim, Clock clock)
    {
        if (row.Claim != claim) return row.Status == JobStatus.Running ? StopReason.ClaimLost : null;
        if (row.CancelRequested) return StopReason.Cancel;
        if (row.PauseRequested) return StopReason.Pause;
        if (clock.AtWork > TimeSpan.FromHours(options.JobTimeLimitHours)) return StopReason.TimeLimit;
        return clock.Still(row.ProgressAt) > TimeSpan.FromMinutes(options.StuckAfterMinutes) ? StopReason.Stuck : null;
    }

    /// <summary>Times of one run, monotonic: a clock that is set right, or a machine that slept, must end no run.</summary>
    private sealed class Clock(VideoJob claimed, TimeProvider time)
    {
        private readonly long _began = time.GetTimestamp();
        private readonly TimeSpan _before = claimed.ProgressAt - claimed.StartedAt ?? TimeSpan.Zero;
        private DateTimeOffset? _progressAt = claimed.ProgressAt;
        private long _movedAt = time.GetTimestamp();

        /// <summary>All runs of the job together.</summary>
        public TimeSpan AtWork => _before + time.GetElapsedTime(_began);

        /// <summary>How long the row's progress has not changed.</summary>
        public TimeSpan Still(DateTimeOffset? progressAt)
        {
            if (progressAt != _progressAt) (_progressAt, _movedAt) = (progressAt, time.GetTimestamp());
            return time.GetElapsedTime(_movedAt);
        }
    }
}
