using Pipeline.Core.Jobs;

namespace Pipeline.Core.Board;

/// <summary>The durable outbox: the only road to the board. Entries are put in by <see cref="IJobStore"/>, in the transaction
/// of the job's own step; this side takes them out.</summary>
public interface IBoardOutbox
{
    /// <summary>The next batch that is due: pages whose batch holds column values (status, error) before pages whose next
    /// batch is a transcript, then oldest first. Null: nothing is due. Does not mark anything: one sender only.</summary>
    Task<OutboxBatch?> Next(DateTimeOffset now, CancellationToken ct);

    /// <summary>The board has it: deletes the entries that have not been replaced by a newer value meanwhile.</summary>
    Task Acknowledge(OutboxBatch batch, CancellationToken ct);

    /// <summary>A page is about to be made: from here on nobody knows whether it exists until <see cref="Made"/>.</summary>
    Task Try(OutboxEntry entry, DateTimeOffset at, CancellationToken ct);

    /// <summary>The page of a <see cref="BoardWrite.NewPage"/> exists: remembered with its job, and everything that waited for it is addressed to it.</summary>
    Task Made(OutboxBatch batch, BoardOutcome.Made made, CancellationToken ct);

    /// <summary>Whether some job's page is this one already.</summary>
    Task<bool> IsTaken(string pageId, CancellationToken ct);

    /// <summary>Not sent: nothing goes to this page before <paramref name="notBefore"/>. <paramref name="reason"/> is kept for people.</summary>
    Task Postpone(OutboxBatch batch, DateTimeOffset notBefore, string reason, CancellationToken ct);

    /// <summary>The page is gone for good (trashed, archived): all its entries are dropped.</summary>
    Task DropPage(string pageId, string reason, CancellationToken ct);

    /// <summary>Writes of this job that have not arrived yet, and the reason why the first one waits (null: on its way).</summary>
    Task<(int Count, string? Reason)> Waiting(JobId id, CancellationToken ct);

    /// <summary>Whether writes to this page, or the link to the page that a job from it made, are still on their way (then what a query says of it is old).</summary>
    Task<bool> HasPage(string pageId, CancellationToken ct);

    /// <summary>Entries in all, and the oldest one's time.</summary>
    Task<(int Count, DateTimeOffset? Oldest)> Depth(CancellationToken ct);
}
