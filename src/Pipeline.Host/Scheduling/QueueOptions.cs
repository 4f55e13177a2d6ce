using Pipeline.Core.Configuration;

namespace Pipeline.Host.Scheduling;

/// <summary>Section <c>Queue</c>: the engine (Quartz) and how often derived state is repaired.</summary>
public sealed class QueueOptions : ICheckedOptions
{
    /// <summary>Stable name of this machine in the queue; a restarted worker recovers the firings that carry it.</summary>
    public string Node { get; set; } = "worker-1";

    /// <summary>How often open rows without a firing get one, seconds, 1–600. Also how soon `pipeline add` is noticed.</summary>
    public int ReconcileSeconds { get; set; } = 5;

    /// <summary>How often Quartz looks for due firings that nobody announced, seconds, 1–30.</summary>
    public double IdleWaitSeconds { get; set; } = 2;

    /// <summary>How often waiting rows are told their place in the queue, where a channel maps queue_position, seconds, 1–3600.</summary>
    public int PositionSeconds { get; set; } = 10;

    public IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(Node)) yield return "Queue:Node is empty. Give this machine a name.";
        if (ReconcileSeconds is < 1 or > 600) yield return $"Queue:ReconcileSeconds is {ReconcileSeconds}; it must be 1–600.";
        if (IdleWaitSeconds is < 1 or > 30) yield return $"Queue:IdleWaitSeconds is {IdleWaitSeconds}; it must be 1–30.";
        if (PositionSeconds is < 1 or > 3600) yield return $"Queue:PositionSeconds is {PositionSeconds}; it must be 1–3600.";
    }
}
