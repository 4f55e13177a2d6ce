using Pipeline.Core.Configuration;
using Pipeline.Core.Intake;

namespace Pipeline.Host.Scheduling;

/// <summary>Section <c>Polling</c>: looking for Notion rows that say "please process".</summary>
public sealed class PollingOptions : ICheckedOptions
{
    /// <summary>False: only the webhook and the CLI bring work.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Pause between two looks, seconds, 1–3600. 3 costs 20 of Notion's requests a minute and table.</summary>
    public int Seconds { get; set; } = 3;

    /// <summary>The pause while wake-ups from Notion are alive, seconds, not less than <see cref="Seconds"/>, up to 3600.</summary>
    public int StretchedSeconds { get; set; } = 30;

    /// <summary>How long one wake-up vouches for the next ones, and how long none is believed after a row came unannounced, minutes, 1–1440.</summary>
    public int WakeUpsVouchMinutes { get; set; } = 30;

    /// <summary>What happens at a channel's first poll to rows that ask already, where <c>pipeline init</c> has not decided it: <c>new</c> leaves them
    /// alone, <c>all</c> takes them, <c>since=YYYY-MM-DD</c> takes those made on that day (UTC) or later.</summary>
    public string Existing { get; set; } = "new";

    public IEnumerable<string> Problems()
    {
        if (ExistingRows.Parse(Existing) is null) yield return $"Polling:Existing is '{Existing}'; it must be {ExistingRows.Allowed}.";
        if (Seconds is < 1 or > 3600) yield return $"Polling:Seconds is {Seconds}; it must be 1–3600.";
        if (StretchedSeconds < Seconds || StretchedSeconds > 3600) yield return $"Polling:StretchedSeconds is {StretchedSeconds}; it must be between Polling:Seconds ({Seconds}) and 3600.";
        if (WakeUpsVouchMinutes is < 1 or > 1440) yield return $"Polling:WakeUpsVouchMinutes is {WakeUpsVouchMinutes}; it must be 1–1440.";
    }
}
