namespace Pipeline.Host.Api;

/// <summary>Log events of the HTTP side.</summary>
internal static partial class ApiLog
{
    [LoggerMessage(300, LogLevel.Error, "The webhook could not queue a video")]
    public static partial void WebhookFailed(ILogger log, Exception e);

    [LoggerMessage(302, LogLevel.Information, "Notion's webhooks are paired; `pipeline pair` shows the token to paste")]
    public static partial void Paired(ILogger log);

    [LoggerMessage(303, LogLevel.Warning, "A handshake for Notion's webhooks came while nobody was pairing; it is refused. Run `pipeline pair`, then Resend token in Notion")]
    public static partial void PairingClosed(ILogger log);

    [LoggerMessage(301, LogLevel.Information, "Worker listens on {Address}, data in {DataDirectory}")]
    public static partial void Listening(ILogger log, string address, string dataDirectory);
}
