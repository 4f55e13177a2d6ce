using System.Collections.Concurrent;
using Pipeline.Core.Jobs;

namespace Pipeline.Core.Running;

/// <summary>How long a claim must stand before it counts. Notion knows no condition for a write: whoever wrote last stands there, and covers
/// the claim of a worker that may have begun. From reading the row free until our write is done, others may have claimed it: was that
/// within the time that everybody waits, they see ours and leave the row. Was it longer, one of them may be at work; then it looks again at
/// ages that double (<see cref="Ages"/>) and puts its claim back, and until it must have done so we wait.</summary>
internal sealed class ClaimDoubts
{
    /// <summary>What everybody waits between the write and the reading back.</summary>
    public static readonly TimeSpan Settled = TimeSpan.FromSeconds(1);

    /// <summary>For looking and writing back.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(4);

    /// <summary>A write is given up after 80 s (Notion:TimeoutSeconds) and begins with a look at the row: no claim lands later than that.</summary>
    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(90);

    private readonly ConcurrentDictionary<JobId, DateTimeOffset> _readFree = new();
    private readonly ConcurrentDictionary<JobId, DateTimeOffset> _until = new();

    /// <summary>When a run looks whether its claim still stands, after its begin.</summary>
    public static IReadOnlyList<TimeSpan> Ages { get; } = [.. new[] { 2, 4, 8, 16, 32, 64, 128 }.Select(s => TimeSpan.FromSeconds(s))];

    /// <summary>The row is about to be read; if it is free, the claim is written.</summary>
    public void Reading(JobId id, DateTimeOffset now) => (_readFree[id], _) = (now, _until.TryRemove(id, out _));

    /// <summary>Our claim stands in the row.</summary>
    /// <param name="begun">The run has been at work before: others have seen its claim.</param>
    /// <returns>What is left to wait.</returns>
    public TimeSpan Wait(JobId id, bool begun, DateTimeOffset now)
    {
        if (_until.TryGetValue(id, out var known)) return known > now ? known - now : TimeSpan.Zero;
        var gap = _readFree.TryGetValue(id, out var read) ? now - read : begun ? TimeSpan.Zero : Latest;
        var wait = gap <= Settled ? Settled : (2 * (gap < Latest ? gap : Latest)) + Slack;
        _until[id] = now + wait;
        return wait;
    }

    /// <summary>It is known whose the row is.</summary>
    public void Forget(JobId id)
    {
        _readFree.TryRemove(id, out _);
        _until.TryRemove(id, out _);
    }
}
