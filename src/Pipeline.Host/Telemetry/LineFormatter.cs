using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Pipeline.Core.Running;

namespace Pipeline.Host.Telemetry;

/// <summary>One line an event: time (UTC), level, job and channel where there is one, text.</summary>
internal sealed class LineFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "line";

    /// <summary>The host logs what stops its start, with the stack trace, and throws it as well: it is said once, by whoever catches it.</summary>
    private const int HostedServiceStartupFaulted = 11;

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        if (logEntry is { EventId.Id: HostedServiceStartupFaulted, Category: "Microsoft.Extensions.Hosting.Internal.Host" }) return;
        textWriter.Write($"{time.GetUtcNow():HH:mm:ss.fff} {Level(logEntry.LogLevel)} ");
        scopeProvider?.ForEachScope(
            static (scope, writer) =>
            {
                if (scope is JobScope job) writer.Write($"[{job}] ");
            },
            textWriter);
        textWriter.WriteLine(logEntry.Formatter(logEntry.State, logEntry.Exception));
        if (logEntry.Exception is { } e) textWriter.WriteLine(e);
    }

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => "debug",
        LogLevel.Information => "info ",
        LogLevel.Warning => "WARN ",
        _ => "ERROR",
    };
}
