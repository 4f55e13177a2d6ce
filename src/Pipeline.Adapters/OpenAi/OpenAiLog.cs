using Microsoft.Extensions.Logging;

namespace Pipeline.Adapters.OpenAi;

/// <summary>Neither keys nor bodies of refusals.</summary>
internal static partial class OpenAiLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Speech engine {Engine}: {Reason}; asked again in {Pause}")]
    public static partial void RemoteRepeats(this ILogger log, string engine, string reason, TimeSpan pause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Speech engine {Engine} takes no piece of {Bytes} bytes; smaller ones from now on")]
    public static partial void PieceTooLarge(this ILogger log, string engine, int bytes);
}
