using System.Collections.Frozen;

namespace Pipeline.Core.Jobs;

/// <summary>THE table: which event may happen in which status, and what follows. Anything else throws, the SQL of the
/// store repeats it as a guard, and a trigger in the database refuses what slipped through.</summary>
/// <remarks>
/// <code>
///                    Claimed                      Completed
///  (intake) → Pending ───────▶ Running ─────────────────────────▶ Completed ─┐
///               ▲ ▲              │ │ ├─ DuplicateFound ─────────▶ Skipped ───┤
///               │ └──────────────┘ │ └─ FailedForGood ──────────▶ Failed ────┤
///               │  FailedTransiently, Snoozed, Stopped                       │
///               │  (Reclaimed: Running → Running, new claim)                 │ Retried
///        Resumed│ ┌─ PauseRequested (Pending, Running)                       │ (a person, or the sweep)
///             Paused ── Cancelled (Pending, Running, Paused) ──▶ Cancelled ──┤
///               ▲                                                            │
///  Pending ◀────┴────────────────────────────────────────────────────────────┘
/// </code>
/// </remarks>
public static class JobTransitions
{
    private static readonly FrozenDictionary<(JobStatus From, JobEvent Event), JobStatus> Table =
        new Dictionary<(JobStatus, JobEvent), JobStatus>
        {
            [(JobStatus.Pending, JobEvent.Claimed)] = JobStatus.Running,
            [(JobStatus.Running, JobEvent.Reclaimed)] = JobStatus.Running,
            [(JobStatus.Running, JobEvent.Completed)] = JobStatus.Completed,
            [(JobStatus.Running, JobEvent.DuplicateFound)] = JobStatus.Skipped,
            [(JobStatus.Running, JobEvent.FailedTransiently)] = JobStatus.Pending,
            [(JobStatus.Running, JobEvent.Snoozed)] = JobStatus.Pending,
            [(JobStatus.Running, JobEvent.FailedForGood)] = JobStatus.Failed,
            [(JobStatus.Running, JobEvent.Stopped)] = JobStatus.Pending,
            [(JobStatus.Pending, JobEvent.PauseRequested)] = JobStatus.Paused,
            [(JobStatus.Running, JobEvent.PauseRequested)] = JobStatus.Paused,
            [(JobStatus.Paused, JobEvent.Resumed)] = JobStatus.Pending,
            [(JobStatus.Pending, JobEvent.Cancelled)] = JobStatus.Cancelled,
            [(JobStatus.Paused, JobEvent.Cancelled)] = JobStatus.Cancelled,
            [(JobStatus.Running, JobEvent.Cancelled)] = JobStatus.Cancelled,
            [(JobStatus.Failed, JobEvent.Retried)] = JobStatus.Pending,
            [(JobStatus.Cancelled, JobEvent.Retried)] = JobStatus.Pending,
            [(JobStatus.Skipped, JobEvent.Retried)] = JobStatus.Pending,
            [(JobStatus.Completed, JobEvent.Retried)] = JobStatus.Pending,
        }.ToFrozenDictionary();

    /// <summary>Every allowed step, for the store's guards, the documentation test and property tests.</summary>
    public static IEnumerable<(JobStatus From, JobEvent Event, JobStatus To)> All =>
        Table.Select(x => (x.Key.From, x.Key.Event, x.Value));

    public static bool IsAllowed(JobStatus from, JobEvent @event) => Table.ContainsKey((from, @event));

    /// <summary>The status after <paramref name="event"/>.</summary>
    /// <exception cref="InvalidOperationException">The table has no such step.</exception>
    public static JobStatus Next(JobStatus from, JobEvent @event) =>
        Table.TryGetValue((from, @event), out var to)
            ? to
            : throw new InvalidOperationException($"A job that is {from} cannot be {@event}: there is no such step in JobTransitions.");

    /// <summary>The statuses in which <paramref name="event"/> may happen.</summary>
    public static IReadOnlyList<JobStatus> From(JobEvent @event) =>
        [.. Table.Keys.Where(k => k.Event == @event).Select(k => k.From).Order()];

    /// <summary>The one status to which <paramref name="event"/> leads, wherever it starts.</summary>
    public static JobStatus Target(JobEvent @event) => Table.First(x => x.Key.Event == @event).Value;

    public static bool IsOpen(JobStatus status) => status is JobStatus.Pending or JobStatus.Running or JobStatus.Paused;
}
