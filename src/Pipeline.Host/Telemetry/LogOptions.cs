using Pipeline.Core.Configuration;

namespace Pipeline.Host.Telemetry;

/// <summary>Section <c>Log</c>: how log lines look.</summary>
public sealed class LogOptions : ICheckedOptions
{
    /// <summary><c>text</c> for people, <c>json</c> for machines (one object a line).</summary>
    public string Format { get; set; } = "text";

    /// <summary>Lowest level shown: Trace, Debug, Information, Warning, Error.</summary>
    public LogLevel Level { get; set; } = LogLevel.Information;

    public IEnumerable<string> Problems()
    {
        if (Format is not ("text" or "json")) yield return $"Log:Format is '{Format}'; it must be text or json.";
        if (!Enum.IsDefined(Level)) yield return $"Log:Level is '{Level}'; it must be Trace, Debug, Information, Warning or Error.";
    }
}
