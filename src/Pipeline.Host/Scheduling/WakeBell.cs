using Quartz;

namespace Pipeline.Host.Scheduling;

/// <summary>Rings the poller when a wake-up has come, so that whoever sent it need not wait for the queue.</summary>
public sealed class WakeBell(PollPlan plan, IScheduler scheduler, ILogger<WakeBell> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in plan.Calls(stoppingToken))
        {
            try
            {
                if (await scheduler.GetTrigger(new TriggerKey(PollTick.Name, "sys"), stoppingToken) is { } poll) await scheduler.TriggerJob(poll.JobKey, stoppingToken);
            }
            catch (SchedulerException e)
            {
                // The next look comes anyway.
                SchedulingLog.NotRung(log, e);
            }
        }
    }
}
