using Microsoft.Extensions.Logging;

namespace Pipeline.Adapters.Notion;

/// <summary>Log events of the Notion side. No address with a signature, no token, no page text.</summary>
internal static partial class NotionLog
{
    [LoggerMessage(500, LogLevel.Debug, "Notion: {About} is read again after attempt {Attempt}: {Message}")]
    public static partial void ReadAgain(ILogger log, string about, string message, int attempt);

    [LoggerMessage(501, LogLevel.Warning, "Notion limits us ({Status}): no calls for {Seconds:0.0} s. {Detail}")]
    public static partial void Limited(ILogger log, int status, double seconds, string? detail);

    [LoggerMessage(502, LogLevel.Warning, "Notion refused {Method} of {About}: {Status} {Code} {Message} ({Trace})")]
    public static partial void Refused(ILogger log, HttpMethod method, string about, int status, string? code, string message, string trace);

    [LoggerMessage(503, LogLevel.Warning, "Channel {Channel}: {Key} is not written. {Reason}")]
    public static partial void NotWritten(ILogger log, string channel, string key, string reason);

    [LoggerMessage(504, LogLevel.Warning, "The column \"{Configured}\" is called \"{Current}\" in Notion now. It is still written; put the new name into config/channels.json.")]
    public static partial void Renamed(ILogger log, string configured, string current);

    [LoggerMessage(505, LogLevel.Information, "Notion database {Id} has several data sources; \"{Used}\" is used, because it has the channel's columns. Name one with data_source in config/channels.json to choose: {All}")]
    public static partial void SeveralSources(ILogger log, string id, string? used, string all);

    [LoggerMessage(506, LogLevel.Information, "Transcript on page {Page}: goes on at paragraph {Paragraph} of {Count}")]
    public static partial void GoesOn(ILogger log, string page, int paragraph, int count);

    [LoggerMessage(507, LogLevel.Warning, "Channel {Channel}: no row can ask to be processed. {Reason}")]
    public static partial void NoTrigger(ILogger log, string channel, string reason);

    [LoggerMessage(508, LogLevel.Warning, "A data source has been moved out of Notion database {Id}. It is still used, until the next restart: put its own id, {Source}, into config/channels.json as \"database\".")]
    public static partial void Moved(ILogger log, string source, string id);

    [LoggerMessage(509, LogLevel.Warning, "Data source {Source}: more rows of the minute {Minute:yyyy-MM-dd HH:mm} ask than one query gives; the rest of them is seen when some are done.")]
    public static partial void FullMinute(ILogger log, string source, DateTimeOffset minute);

    [LoggerMessage(530, LogLevel.Warning, "Transcript on page {Page}: a request was too large for something on the way; from now on at most {Bytes} bytes")]
    public static partial void TooLarge(ILogger log, string page, int bytes);

    [LoggerMessage(531, LogLevel.Information, "A new Notion token is used from now on")]
    public static partial void NewToken(ILogger log);

    [LoggerMessage(532, LogLevel.Warning, "The settings could not be read again in search of a new Notion token: {Reason}")]
    public static partial void TokenUnread(ILogger log, string reason);

    [LoggerMessage(533, LogLevel.Information, "Page {Page} bears the claim of another worker ({Claim}) by now; ours, which had to wait, is not written")]
    public static partial void Taken(ILogger log, string page, string claim);
}
