using Quartz;

namespace Pipeline.Host.Scheduling;

internal static class SchedulerEnd
{
    /// <summary>The worker is being stopped: Quartz refuses every call, and what is left waits for the next start.</summary>
    public static bool IsEnding(this IScheduler scheduler) => scheduler.Status is SchedulerStatus.ShuttingDown or SchedulerStatus.Shutdown;
}
