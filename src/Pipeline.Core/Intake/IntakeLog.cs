using Microsoft.Extensions.Logging;
using Pipeline.Core.Jobs;

namespace Pipeline.Core.Intake;

/// <summary>Log events of rows that ask.</summary>
internal static partial class IntakeLog
{
    [LoggerMessage(201, LogLevel.Information, "Notion row {Page} taken as job {JobId} in channel {Channel}")]
    public static partial void RowTaken(ILogger log, string page, JobId jobId, string channel);

    [LoggerMessage(203, LogLevel.Warning, "Nothing is taken in: {Reason}")]
    public static partial void Closed(ILogger log, string reason);

    [LoggerMessage(204, LogLevel.Warning, "Notion row {Page} is refused: {Problems}")]
    public static partial void RowRefused(ILogger log, string page, string problems);

    [LoggerMessage(206, LogLevel.Information, "Notion row {Page} has another link now: job {JobId} for the old one is cancelled")]
    public static partial void OtherLink(ILogger log, string page, JobId jobId);
}
