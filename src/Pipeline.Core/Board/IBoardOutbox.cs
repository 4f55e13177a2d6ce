using Pipeline.Core.Jobs;

namespace Pipeline.Core.Board;

/// <summary>The durable outbox: the only road to the board. Entries are put in by <see cref="IJobStore"/>, in the transaction
/// of the job's own step; this side takes them out.</summary>
public interface IBoardOutbox
{
    /// <summary>The next batch that is due, by <see cref="OutboxUrgency"/>, then oldest first. Null: nothing is. Marks nothing: one sender only,
    /// which names the pages it is at.</summary>
    Task<OutboxBatch?> Next(OutboxQuery query, CancellationToken ct);

    /// <summary>The board has it: deletes the entries that have not been replaced by a newer value meanwhile.</summary>
    Task Acknowledge(OutboxBatch batch, CancellationToken ct);

    /// <summary>A page is about to be made: from here on nobody knows whether it exists until <see cref="Made"/>.</summary>
    Task Try(OutboxEntry entry, DateTimeOffset at, CancellationToken ct);

    /// <summary>The page of a <see cref="BoardWrite.NewPage"/> exists: remembered with its job, and everything that waited for it is addressed to it.</summary>
    Task Made(OutboxBatch batch, BoardOutcome.Made made, CancellationToken ct);

    /// <summary>Whether some job's page is this one already.</summary>
    Task<bool> IsTaken(string pageId, CancellationToken ct);

    /// <summary>Not sent: nothing goes to this page before <paramref name="notBefore"/> (with <see cref="OutboxHold.Write"/>: not this).
    /// <paramref name="reason"/> is kept for people.</summary>
    Task Postpone(OutboxBatch batch, DateTimeOffset notBefore, string reason, OutboxHold hold, CancellationToken ct);

    /// <summary>An outage is over: what was postponed for a passing fault is due at once, so that it goes out in the right order.</summary>
    Task Hasten(CancellationToken ct);

    /// <summary>The page is gone for good: all its entries are dropped, and the jobs concerned log it.</summary>
    Task DropPage(string pageId, string reason, CancellationToken ct);

    Task<OutboxWait> Waiting(JobId id, CancellationToken ct);

    /// <summary>Whether writes to this page, or the link to the page that a job from it made, are still on their way (then what a query says of it is old). A page in the trash has none: if
    /// it comes back, what it says counts.</summary>
    Task<bool> HasPage(string pageId, CancellationToken ct);

    /// <summary>Entries in all, and the oldest one's time.</summary>
    Task<(int Count, DateTimeOffset? Oldest)> Depth(CancellationToken ct);

    /// <summary>Everything that waits for a reason, by channel and reason, oldest first.</summary>
    Task<IReadOnlyList<OutboxTrouble>> Troubles(CancellationToken ct);
}
