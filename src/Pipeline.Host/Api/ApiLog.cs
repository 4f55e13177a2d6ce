namespace Pipeline.Host.Api;

/// <summary>Log events of the HTTP side.</summary>
internal static partial class ApiLog
{
    [LoggerMessage(300, LogLevel.Error, "The webhook could not queue a video")]
    public static partial void WebhookFailed(ILogger log, Exception e);
}
