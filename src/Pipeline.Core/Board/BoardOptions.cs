using Pipeline.Core.Configuration;

namespace Pipeline.Core.Board;

/// <summary>How the outbox is emptied. Section <c>Board</c>.</summary>
public sealed class BoardOptions : ICheckedOptions
{
    public const string Section = "Board";

    /// <summary>Pages written at once, 1–32; half of them at most with anything but status words and errors. Calls share one budget all the same:
    /// this only keeps one that hangs from holding up the others.</summary>
    public int ConcurrentPages { get; set; } = 6;

    /// <summary>How often the outbox is looked at without being called, milliseconds, 50–60,000.</summary>
    public int LookEveryMilliseconds { get; set; } = 500;

    /// <summary>How long columns that merely accompany a job (progress, eta …) wait for their next value before they are sent, seconds, 0–3600; with more
    /// than ten pages that show progress, as many times longer (<see cref="ProgressPace"/>).</summary>
    public double ProgressEverySeconds { get; set; } = 10;

    /// <summary>First pause of a page whose write failed for a passing reason, seconds, 0.01–60; it doubles each time.</summary>
    public double FirstRetrySeconds { get; set; } = 1;

    /// <summary>Longest such pause, seconds, 0.01–3600.</summary>
    public double LongestRetrySeconds { get; set; } = 60;

    /// <summary>First pause of a write that a person must clear the way for, seconds, 0.01–86,400; it doubles each time, up to twenty times
    /// its length.</summary>
    public double BlockedRetrySeconds { get; set; } = 30;

    /// <summary>How long writes to a page in the trash are kept, and values whose column is missing or of another kind, days, 1–365; Notion empties its trash
    /// after 30.</summary>
    public double KeepTrashedDays { get; set; } = 30;

    /// <summary>How long after an unanswered attempt to make a page Notion's search is believed to know of it, seconds, 0–600.</summary>
    public double SettleSeconds { get; set; } = 15;

    public IEnumerable<string> Problems()
    {
        if (ConcurrentPages is < 1 or > 32) yield return $"Board:ConcurrentPages is {ConcurrentPages}; it must be 1–32.";
        if (LookEveryMilliseconds is < 50 or > 60_000) yield return $"Board:LookEveryMilliseconds is {LookEveryMilliseconds}; it must be 50–60000.";
        if (ProgressEverySeconds is not (>= 0 and <= 3600)) yield return $"Board:ProgressEverySeconds is {ProgressEverySeconds}; it must be 0–3600.";
        if (FirstRetrySeconds is not (>= 0.01 and <= 60)) yield return $"Board:FirstRetrySeconds is {FirstRetrySeconds}; it must be 0.01–60.";
        if (LongestRetrySeconds is not (>= 0.01 and <= 3600)) yield return $"Board:LongestRetrySeconds is {LongestRetrySeconds}; it must be 0.01–3600.";
        if (LongestRetrySeconds < FirstRetrySeconds) yield return "Board:LongestRetrySeconds is less than Board:FirstRetrySeconds; raise it.";
        if (BlockedRetrySeconds is not (>= 0.01 and <= 86_400)) yield return $"Board:BlockedRetrySeconds is {BlockedRetrySeconds}; it must be 0.01–86400.";
        if (SettleSeconds is not (>= 0 and <= 600)) yield return $"Board:SettleSeconds is {SettleSeconds}; it must be 0–600.";
        if (KeepTrashedDays is not (>= 1 and <= 365)) yield return $"Board:KeepTrashedDays is {KeepTrashedDays}; it must be 1–365.";
    }
}
