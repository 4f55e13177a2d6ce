using Microsoft.Extensions.Logging;

namespace Pipeline.Adapters.Engines;

internal static partial class EnginesLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sentence} The local engine stands in for {Engine} ({Detail})")]
    public static partial void RemoteAway(this ILogger log, string engine, string sentence, string? detail);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Sentence} Until then the local engine stands in for {Engine} ({Detail})")]
    public static partial void RemoteNeedsOperator(this ILogger log, string engine, string sentence, string? detail);

    [LoggerMessage(Level = LogLevel.Information, Message = "Speech engine {Engine} answers again")]
    public static partial void RemoteIsBack(this ILogger log, string engine);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No local engine stands in for {Engine}: {Reason}")]
    public static partial void NoStandIn(this ILogger log, string engine, string reason);
}
