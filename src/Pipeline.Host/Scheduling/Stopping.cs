using Quartz;

namespace Pipeline.Host.Scheduling;

/// <summary>What a firing has to know of the worker's stop.</summary>
public static class Stopping
{
    /// <summary>Quartz interrupts what runs within milliseconds of the stop.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Quartz refuses every call from here on; what is left waits for the next start.</summary>
    public static bool IsEnding(this IScheduler scheduler) => scheduler.Status is SchedulerStatus.ShuttingDown or SchedulerStatus.Shutdown;

    /// <summary>Stops the work with the worker. Quartz 4.7 interrupts what runs when it goes down, but not what begins in that very moment (one
    /// stop in nine, when it came in the worker's first tenth of a second): that would be waited for until the host's 20 s are over.</summary>
    /// <param name="interrupted">Quartz's own word, whose cancellation is let out: by it a video's firing is kept for the next start.</param>
    public static async ValueTask EndWithWorker(this IHostApplicationLifetime host, Func<CancellationToken, Task> work, CancellationToken interrupted)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        await using var late = host.ApplicationStopping.Register(() => either.CancelAfter(Patience));
        try
        {
            await work(either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested && !interrupted.IsCancellationRequested)
        {
            // The row is there, and the next start gives it its firing (ReconcileTick).
        }
    }
}
