using Microsoft.Extensions.Logging;

namespace Pipeline.Core.Board;

/// <summary>Log events of the outbox's sender.</summary>
internal static partial class BoardLog
{
    [LoggerMessage(150, LogLevel.Error, "The outbox cannot be read or written; it is tried again")]
    public static partial void LoopFailed(ILogger log, Exception e);

    [LoggerMessage(151, LogLevel.Information, "Channel {Channel} can be written again; what waited goes out")]
    public static partial void Repaired(ILogger log, string channel);

    [LoggerMessage(152, LogLevel.Error, "Writing to page {Page} failed unexpectedly")]
    public static partial void SendFailed(ILogger log, Exception e, string page);

    [LoggerMessage(153, LogLevel.Information, "Page {Page} waits: {Reason}")]
    public static partial void Postponed(ILogger log, string page, string reason);

    [LoggerMessage(154, LogLevel.Warning, "Page {Page} waits for a person: {Reason}")]
    public static partial void Blocked(ILogger log, string page, string reason);

    [LoggerMessage(157, LogLevel.Debug, "A value for page {Page} waits: {Reason}")]
    public static partial void Parked(ILogger log, string page, string reason);

    [LoggerMessage(155, LogLevel.Information, "Writes to page {Page} wait in case it comes back: {Reason}")]
    public static partial void Gone(ILogger log, string page, string reason);

    [LoggerMessage(156, LogLevel.Warning, "Writes to page {Page} are dropped, they have waited too long: {Reason}")]
    public static partial void Dropped(ILogger log, string page, string reason);
}
