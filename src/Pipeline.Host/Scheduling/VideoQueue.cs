using Pipeline.Core.Jobs;
using Quartz;

namespace Pipeline.Host.Scheduling;

/// <summary>Derives firings from rows: a non-durable Quartz job per video, so that one video never runs twice at once and a
/// recovery firing carries the video's key (quartz4.md §2).</summary>
public sealed class VideoQueue(IScheduler scheduler, TimeProvider time) : IJobScheduler
{
    public const string Group = "videos";
    public const string ExecutionGroup = "video";

    public async Task Schedule(JobId id, int priority, DateTimeOffset? notBefore, CancellationToken ct)
    {
        var key = id.ToString();
        var job = JobBuilder.Create<VideoFiring>().WithIdentity(new JobKey(key, Group)).RequestRecovery().DisallowConcurrentExecution()
            .UsingInput(new VideoWork(key)).Build();
        var trigger = TriggerBuilder.Create<VideoFiring>().WithIdentity(key, Group).ForJob(job.Key)
            .WithExecutionGroup(ExecutionGroup).WithPriority(priority).StartAt(notBefore ?? DueNow(priority))
            .WithSimpleSchedule(x => x.WithMisfireInstruction(SimpleTriggerMisfireInstruction.IgnoreMisfires)).Build();
        try
        {
            await scheduler.ScheduleJob(job, trigger, ScheduleJobOptions.Replacing, ct);
        }
        catch (SchedulerException) when (scheduler.IsEnding())
        {
            // The worker is being stopped. The row stands, and the next start gives it its firing (ReconcileTick).
        }
    }

    /// <summary>Quartz orders by fire time first and priority second, so a higher priority is due further in the past.</summary>
    private DateTimeOffset DueNow(int priority) => time.GetUtcNow().AddDays(-366 * Math.Clamp(priority, 0, 20));
}
