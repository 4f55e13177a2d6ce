using Pipeline.Core.Jobs;

namespace Pipeline.Host.Scheduling;

/// <summary>Log events of the recurring firings.</summary>
internal static partial class SchedulingLog
{
    [LoggerMessage(200, LogLevel.Information, "Row {JobId} ({Status}) had no firing; it has one now")]
    public static partial void Reconciled(ILogger log, JobId jobId, JobStatus status);

    [LoggerMessage(201, LogLevel.Information, "Notion row {Page} taken as job {JobId} in channel {Channel}")]
    public static partial void RowTaken(ILogger log, string page, JobId jobId, string channel);

    [LoggerMessage(202, LogLevel.Warning, "Could not look for rows of channel {Channel}: {Code}: {Sentence}")]
    public static partial void PollFailed(ILogger log, string channel, string code, string sentence);

    [LoggerMessage(203, LogLevel.Warning, "Nothing is taken in: {Reason}")]
    public static partial void IntakeClosed(ILogger log, string reason);

    [LoggerMessage(204, LogLevel.Warning, "Notion row {Page} is refused: {Problems}")]
    public static partial void RowRefused(ILogger log, string page, string problems);

    [LoggerMessage(205, LogLevel.Information, "Job {JobId} taken up again by the sweep, time {Sweep}")]
    public static partial void Swept(ILogger log, JobId jobId, int sweep);
}
