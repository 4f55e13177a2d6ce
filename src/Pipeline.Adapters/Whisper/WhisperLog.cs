using Microsoft.Extensions.Logging;

namespace Pipeline.Adapters.Whisper;

internal static partial class WhisperLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Speech engine {Model} ready after {Elapsed} (pid {Pid}, {Threads} threads, {Binary})")]
    public static partial void EngineReady(this ILogger log, string model, int pid, int threads, TimeSpan elapsed, string binary);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Speech engine lost ({Reason}); starting another one for the same piece, attempt {Attempt}")]
    public static partial void EngineLost(this ILogger log, string reason, int attempt);

    [LoggerMessage(Level = LogLevel.Information, Message = "Speech engine {Model} stopped after {Seconds} s without work")]
    public static partial void EngineIdle(this ILogger log, string model, int seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Speech engine {Model} held {MiB} MiB, more than {Limit} MiB, and is replaced")]
    public static partial void EngineTooBig(this ILogger log, string model, long mib, long limit);

    [LoggerMessage(Level = LogLevel.Information, Message = "Piece of {Seconds:0.0} s transcribed in {Elapsed}")]
    public static partial void PieceTranscribed(this ILogger log, double seconds, TimeSpan elapsed);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Binary} with model {Model}: {Elapsed} for the sample")]
    public static partial void BuildMeasured(this ILogger log, string binary, string model, TimeSpan elapsed);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Binary} is not used: {Reason}")]
    public static partial void BuildUnfit(this ILogger log, string binary, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Channel {Channel}: the speech model {Model} is not on this machine; `pipeline models pull {Model}` fetches it")]
    public static partial void ModelMissing(this ILogger log, string channel, string model);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The builds of the speech engine could not be measured: {Reason}")]
    public static partial void WarmUpFailed(this ILogger log, string reason);
}
