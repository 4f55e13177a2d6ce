using Microsoft.Extensions.Logging.Console;

namespace Pipeline.Host.Telemetry;

public static class LoggingRegistration
{
    /// <summary>Our own lines in full, the framework's only from Warning on.</summary>
    public static void AddLines(this ILoggingBuilder logging, LogOptions options)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(options.Level);
        foreach (var noisy in (string[])["Microsoft", "System", "Quartz"]) logging.AddFilter(noisy, options.Level > LogLevel.Warning ? options.Level : LogLevel.Warning);
        if (options.Format == "json")
        {
            logging.AddJsonConsole(o => (o.IncludeScopes, o.UseUtcTimestamp, o.TimestampFormat) = (true, true, "O"));
            return;
        }

        logging.AddConsole(o => o.FormatterName = LineFormatter.FormatterName);
        logging.AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>(o => o.IncludeScopes = true);
    }
}
