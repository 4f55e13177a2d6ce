using Microsoft.Extensions.Logging;

namespace Pipeline.Adapters.Processes;

/// <summary>Arguments are never logged: links and secret path prefixes stand in them.</summary>
internal static partial class ProcessLog
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "{Tool} started, pid {Pid}")]
    internal static partial void ToolStarted(this ILogger log, string tool, int pid);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Tool} pid {Pid} ended with exit code {ExitCode} after {Elapsed}")]
    internal static partial void ToolEnded(this ILogger log, string tool, int pid, int exitCode, TimeSpan elapsed);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Tool} pid {Pid} did not finish within {Limit} and is being stopped")]
    internal static partial void ToolTimedOut(this ILogger log, string tool, int pid, TimeSpan? limit);
}
