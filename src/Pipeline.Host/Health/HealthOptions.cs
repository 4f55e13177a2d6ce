using Pipeline.Core.Configuration;

namespace Pipeline.Host.Health;

/// <summary>Section <c>Health</c>: how often a running worker looks at its own set-up.</summary>
public sealed class HealthOptions : ICheckedOptions
{
    /// <summary>Look at the set-up beside the start; false: first after <see cref="RepeatMinutes"/>, or after an edit of the channels file.</summary>
    public bool AtStart { get; set; } = true;

    /// <summary>Minutes between two check-ups, 0 or 1–1440; 0: not repeated.</summary>
    public int RepeatMinutes { get; set; } = 60;

    public IEnumerable<string> Problems()
    {
        if (RepeatMinutes is < 0 or > 1440) yield return $"Health:RepeatMinutes is {RepeatMinutes}; it must be 0–1440.";
    }
}
