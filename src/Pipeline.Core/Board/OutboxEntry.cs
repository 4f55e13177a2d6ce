using Pipeline.Core.Jobs;

namespace Pipeline.Core.Board;

/// <summary>One stored write: either one column value (<see cref="Field"/> set) or one transcript.</summary>
/// <param name="Version">Grows when a newer value replaces an unsent one; an acknowledgement of an older version deletes nothing.</param>
public sealed record OutboxEntry(
    long Id, int Version, JobId JobId, string PageId, string Channel, string? Field, BoardValue? Value, BoardWrite.Transcript? Transcript, int Attempts, DateTimeOffset CreatedAt);
