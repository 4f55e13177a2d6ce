using Pipeline.Core.Configuration;

namespace Pipeline.Host.Scheduling;

/// <summary>Section <c>Polling</c>: looking for Notion rows that say "please process".</summary>
public sealed class PollingOptions : ICheckedOptions
{
    /// <summary>False: only the webhook and the CLI bring work.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Pause between two looks, seconds, 1–3600. 5 costs 12 of Notion's requests a minute and channel.</summary>
    public int Seconds { get; set; } = 5;

    public IEnumerable<string> Problems()
    {
        if (Seconds is < 1 or > 3600) yield return $"Polling:Seconds is {Seconds}; it must be 1–3600.";
    }
}
