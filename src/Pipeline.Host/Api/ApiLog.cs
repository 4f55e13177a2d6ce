namespace Pipeline.Host.Api;

/// <summary>Log events of the HTTP side.</summary>
internal static partial class ApiLog
{
    [LoggerMessage(300, LogLevel.Error, "The webhook could not queue a video")]
    public static partial void WebhookFailed(ILogger log, Exception e);

    [LoggerMessage(301, LogLevel.Information, "Worker listens on {Address}, data in {DataDirectory}")]
    public static partial void Listening(ILogger log, string address, string dataDirectory);
}
