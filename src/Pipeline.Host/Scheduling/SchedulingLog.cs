using Pipeline.Core.Jobs;

namespace Pipeline.Host.Scheduling;

/// <summary>Log events of the recurring firings.</summary>
internal static partial class SchedulingLog
{
    [LoggerMessage(200, LogLevel.Information, "Row {JobId} ({Status}) had no firing; it has one now")]
    public static partial void Reconciled(ILogger log, JobId jobId, JobStatus status);

    [LoggerMessage(202, LogLevel.Warning, "Could not look for rows of channel {Channel}: {Code}: {Sentence}")]
    public static partial void PollFailed(ILogger log, string channel, string code, string sentence);

    [LoggerMessage(207, LogLevel.Information, "Rows of channel {Channel} are found again")]
    public static partial void PollWorks(ILogger log, string channel);

    [LoggerMessage(205, LogLevel.Information, "Job {JobId} taken up again by the sweep, time {Sweep}")]
    public static partial void Swept(ILogger log, JobId jobId, int sweep);

    [LoggerMessage(208, LogLevel.Warning, "The poller could not be called for a wake-up; its next look comes by the clock")]
    public static partial void NotRung(ILogger log, Exception e);
}
