namespace Pipeline.Core.Board;

/// <summary>What goes out next to one page: the leading run of its column values, or its next transcript.</summary>
public sealed record OutboxBatch(string PageId, string Channel, IReadOnlyList<OutboxEntry> Entries)
{
    /// <summary>The batch as one write.</summary>
    public BoardWrite ToWrite() => Entries is [{ Transcript: { } transcript }]
        ? transcript
        : new BoardWrite.Values(PageId, Channel, Entries.ToDictionary(e => e.Field!, e => e.Value!));
}
