namespace Pipeline.Core.Board;

/// <summary>What goes out next to one page: the leading run of its column values, or its next whole write.</summary>
public sealed record OutboxBatch(string PageId, string Channel, IReadOnlyList<OutboxEntry> Entries)
{
    /// <summary>The batch as one write. A key may stand there twice after a page was made for two runs of a job: the later one counts.</summary>
    public BoardWrite ToWrite() => Entries is [{ Write: { } whole }]
        ? whole
        : new BoardWrite.Values(PageId, Channel, Entries.GroupBy(e => e.Field!).ToDictionary(g => g.Key, g => g.Last().Value!));
}
