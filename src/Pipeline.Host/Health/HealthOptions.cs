using Pipeline.Core.Configuration;

namespace Pipeline.Host.Health;

/// <summary>Section <c>Health</c>: how often a running worker looks at its own set-up.</summary>
public sealed class HealthOptions : ICheckedOptions
{
    /// <summary>Look at the set-up beside the start; false: first after <see cref="RepeatMinutes"/>, or after an edit of the channels file.</summary>
    public bool AtStart { get; set; } = true;

    /// <summary>Minutes between two check-ups, 0 or 1–1440; 0: not repeated.</summary>
    public int RepeatMinutes { get; set; } = 60;

    /// <summary>A write to Notion that finds a column, an option, the token or a database not as they should be (or so again) brings the next check-up
    /// forward; but it begins at least so long after the one before, seconds, 0–3600.</summary>
    public double SoonSeconds { get; set; } = 60;

    public IEnumerable<string> Problems()
    {
        if (RepeatMinutes is < 0 or > 1440) yield return $"Health:RepeatMinutes is {RepeatMinutes}; it must be 0–1440.";
        if (SoonSeconds is not (>= 0 and <= 3600)) yield return $"Health:SoonSeconds is {SoonSeconds}; it must be 0–3600.";
    }
}
