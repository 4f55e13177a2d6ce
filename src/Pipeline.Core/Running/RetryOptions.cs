using Pipeline.Core.Configuration;

namespace Pipeline.Core.Running;

/// <summary>Section <c>Retry</c>: attempts and pauses.</summary>
public sealed class RetryOptions : ICheckedOptions
{
    /// <summary>Attempts of one job before it shows Error, 1–20.</summary>
    public int MaxAttempts { get; set; } = 3;

    /// <summary>Pause after the first failed attempt, seconds, 0.1–3600.</summary>
    public double FirstPauseSeconds { get; set; } = 30;

    /// <summary>By how much each pause is longer than the one before, 1–10.</summary>
    public double PauseFactor { get; set; } = 4;

    /// <summary>Longest pause, seconds.</summary>
    public double LongestPauseSeconds { get; set; } = 600;

    /// <summary>Pause after a site has blocked this worker, minutes, 1–240.</summary>
    public double SiteBlockedPauseMinutes { get; set; } = 30;

    /// <summary>Pause until a premiere or live video is looked at again, minutes, 1–1440.</summary>
    public double NotYetPauseMinutes { get; set; } = 15;

    /// <summary>When transient failures that had used up their attempts are taken up again: Quartz cron (with seconds, UTC).</summary>
    public string SweepCron { get; set; } = "0 0 * * * ?";

    /// <summary>How often the sweep takes one job up again before it waits for a person, 0–1000.</summary>
    public int MaxSweeps { get; set; } = 24;

    public IEnumerable<string> Problems()
    {
        if (MaxAttempts is < 1 or > 20) yield return $"Retry:MaxAttempts is {MaxAttempts}; it must be 1–20.";
        if (FirstPauseSeconds is < 0.1 or > 3600) yield return $"Retry:FirstPauseSeconds is {FirstPauseSeconds}; it must be 0.1–3600.";
        if (PauseFactor is < 1 or > 10) yield return $"Retry:PauseFactor is {PauseFactor}; it must be 1–10.";
        if (LongestPauseSeconds < FirstPauseSeconds) yield return "Retry:LongestPauseSeconds is less than Retry:FirstPauseSeconds; raise it.";
        if (SiteBlockedPauseMinutes is < 1 or > 240) yield return $"Retry:SiteBlockedPauseMinutes is {SiteBlockedPauseMinutes}; it must be 1–240.";
        if (NotYetPauseMinutes is < 1 or > 1440) yield return $"Retry:NotYetPauseMinutes is {NotYetPauseMinutes}; it must be 1–1440.";
        if (MaxSweeps is < 0 or > 1000) yield return $"Retry:MaxSweeps is {MaxSweeps}; it must be 0–1000.";
    }
}
