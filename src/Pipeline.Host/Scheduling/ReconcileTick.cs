using Pipeline.Core.Jobs;
using Quartz;
using JobQuery = Pipeline.Core.Jobs.JobQuery;

namespace Pipeline.Host.Scheduling;

/// <summary>Open rows that the engine does not know get a firing: rows added by another process, rows whose firing was lost
/// between insert and schedule, runs whose recovery firing vanished. One too many is harmless: the claim sorts it out.</summary>
[DisallowConcurrentExecution]
public sealed class ReconcileTick(IJobStore jobs, IJobScheduler queue, TimeProvider time, IHostApplicationLifetime host, ILogger<ReconcileTick> log) : IJob
{
    /// <summary>Younger rows are probably being scheduled by whoever inserted them.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        host.EndWithWorker(ct => Reconcile(context.Scheduler, ct), cancellationToken);

    private async Task Reconcile(IScheduler scheduler, CancellationToken ct)
    {
        // Rows first, engine second: a job that ends in between is rescheduled in vain at worst, never forgotten.
        var open = await jobs.List(JobQuery.Open, ct);
        if (await Known(scheduler, ct) is not { } known) return;
        var now = time.GetUtcNow();
        foreach (var job in open.Where(j => j.Status != JobStatus.Paused && now - j.AcceptedAt > Grace && !known.Contains(j.Id.ToString())))
        {
            SchedulingLog.Reconciled(log, job.Id, job.Status);
            await queue.Schedule(job.Id, job.Priority, job.DueAt > now ? job.DueAt : null, ct);
        }
    }

    /// <returns>Null: the worker is being stopped, and the next start looks again.</returns>
    private static async Task<HashSet<string>?> Known(IScheduler scheduler, CancellationToken ct)
    {
        try
        {
            var triggers = await scheduler.QueryTriggers(new TriggerQuery { Take = PagedQuery.All }, ct);
            var running = await scheduler.QueryFireInstances(new FireInstanceQuery { Take = PagedQuery.All }, ct);
            return triggers.Items.Select(t => t.JobKey).Concat(running.Items.Select(f => f.JobKey).OfType<JobKey>())
                .Where(k => k.Group == VideoQueue.Group).Select(k => k.Name).ToHashSet();
        }
        catch (SchedulerException) when (scheduler.IsEnding())
        {
            return null;
        }
    }
}
