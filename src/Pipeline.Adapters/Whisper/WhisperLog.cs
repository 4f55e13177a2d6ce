using Microsoft.Extensions.Logging;

namespace Pipeline.Adapters.Whisper;

internal static partial class WhisperLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Speech engine ready after {Elapsed} (pid {Pid}, {Threads} threads)")]
    public static partial void EngineReady(this ILogger log, int pid, int threads, TimeSpan elapsed);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Speech engine lost ({Reason}); starting another one for the same piece, attempt {Attempt}")]
    public static partial void EngineLost(this ILogger log, string reason, int attempt);

    [LoggerMessage(Level = LogLevel.Information, Message = "Speech engine stopped after {Seconds} s without work")]
    public static partial void EngineIdle(this ILogger log, int seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Piece of {Seconds:0.0} s transcribed in {Elapsed}")]
    public static partial void PieceTranscribed(this ILogger log, double seconds, TimeSpan elapsed);
}
