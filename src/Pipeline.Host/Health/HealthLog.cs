namespace Pipeline.Host.Health;

/// <summary>Log events of the check-up in a running worker.</summary>
internal static partial class HealthLog
{
    [LoggerMessage(320, LogLevel.Information, "Check-up: all is well ({Count} things looked at)")]
    public static partial void Well(ILogger log, int count);

    [LoggerMessage(321, LogLevel.Warning, "Check-up: {Area}, {Subject}: {Sentence} → {Repair}")]
    public static partial void ToRepair(ILogger log, string area, string subject, string sentence, string? repair);
}
