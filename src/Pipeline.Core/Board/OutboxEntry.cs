using Pipeline.Core.Jobs;

namespace Pipeline.Core.Board;

/// <summary>One stored write: either one column value (<see cref="Field"/> and <see cref="Value"/> set) or one whole write (<see cref="Write"/> set).</summary>
/// <param name="Version">Grows when a newer value replaces an unsent one; an acknowledgement of an older version deletes nothing.</param>
public sealed record OutboxEntry(
    long Id, int Version, JobId JobId, string PageId, string Channel, string? Field, BoardValue? Value, BoardWrite? Write, int Attempts, DateTimeOffset CreatedAt)
{
    /// <summary>For <see cref="BoardWrite.NewPage"/>: last time that its making was begun; null: never.</summary>
    public DateTimeOffset? TriedAt { get; init; }

    /// <summary>For <see cref="BoardWrite.NewPage"/>: the page that the job has already.</summary>
    public string? MadePage { get; init; }
}
