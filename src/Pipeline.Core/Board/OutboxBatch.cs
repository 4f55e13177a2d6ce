namespace Pipeline.Core.Board;

/// <summary>What goes out next to one page: its column values in one write, or one whole write.</summary>
public sealed record OutboxBatch(string PageId, string Channel, OutboxUrgency Urgency, IReadOnlyList<OutboxEntry> Entries)
{
    /// <summary>How often the batch has failed.</summary>
    public int Attempts => Entries.Max(e => e.Attempts);

    public bool IsTranscript => Entries is [{ Write: BoardWrite.Transcript }];

    /// <summary>What the row says when its page does not take the whole transcript; null for anything else.</summary>
    public BoardWrite? Notice(string reason)
    {
        if (Entries is not [{ Write: BoardWrite.Transcript { Whole: true } transcript }]) return null;
        var file = transcript.FileUrl is { } url ? $" It can be read here: {url}" : "";
        var sentence = new BoardValue.Text($"The transcript could not be put into the page. {reason}{file}");
        return new BoardWrite.Values(PageId, Channel, new Dictionary<string, BoardValue> { [FieldKey.ProcessErrors] = sentence }) { AfterTranscript = true };
    }

    /// <summary>The batch as one write.</summary>
    public BoardWrite ToWrite() => Entries is [{ Write: { } whole }]
        ? whole
        : new BoardWrite.Values(PageId, Channel, Entries.ToDictionary(e => e.Field!, e => e.Value!));
}
