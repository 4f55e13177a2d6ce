using Pipeline.Core.Jobs;
using Pipeline.Core.Running;
using Quartz;
using JobQuery = Pipeline.Core.Jobs.JobQuery;
using RetryPolicy = Pipeline.Core.Running.RetryPolicy;

namespace Pipeline.Host.Scheduling;

/// <summary>The scheduled retry sweep: passing faults that had used up their attempts are taken up again. What waits for a
/// person waits for a person. (Runs without progress are ended by <see cref="RunWatch"/>, every second.)</summary>
[DisallowConcurrentExecution]
public sealed class SweepTick(IJobStore jobs, IJobScheduler queue, RetryPolicy retry, WorkspaceSweep workspaces, TimeProvider time, IHostApplicationLifetime host,
    ILogger<SweepTick> log) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => host.EndWithWorker(Sweep, cancellationToken);

    private async Task Sweep(CancellationToken ct)
    {
        var failed = await jobs.List(new JobQuery([JobStatus.Failed], 10_000), ct);
        foreach (var job in failed.Where(retry.MaySweep))
        {
            var now = time.GetUtcNow();
            var change = new JobChange(JobEvent.Retried, now) { DueAt = now, BySweep = true, Message = "Taken up again by the sweep", LogLine = "Taken up again by the scheduled sweep." };
            if (!await jobs.Apply(job.Id, null, change, ct)) continue;
            SchedulingLog.Swept(log, job.Id, job.Sweeps + 1);
            await queue.Schedule(job.Id, job.Priority, null, ct);
        }

        await workspaces.Run(ct);
    }
}
