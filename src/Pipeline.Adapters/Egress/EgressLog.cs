using Microsoft.Extensions.Logging;

namespace Pipeline.Adapters.Egress;

internal static partial class EgressLog
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Egress proxy listens on {Address}")]
    internal static partial void ProxyStarted(this ILogger log, Uri address);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Egress refused: {Host} port {Port} is a private address. If that is meant, add it to Egress:AllowedPrivateHosts")]
    internal static partial void EgressDenied(this ILogger log, string host, int port);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Egress proxy: an exchange broke off")]
    internal static partial void ExchangeBroken(this ILogger log, Exception e);

    [LoggerMessage(Level = LogLevel.Information, Message = "Download broke off ({Code}) at {Bytes} bytes; continuation {Failures} of {Retries}")]
    internal static partial void DownloadBroken(this ILogger log, string code, long bytes, int failures, int retries);
}
