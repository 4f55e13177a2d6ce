using Pipeline.Core.Board;

namespace Pipeline.Adapters.Storage;

/// <summary>The order in which the outbox is emptied, as SQL over board_outbox, and the batch that a row stands for.</summary>
internal static class OutboxOrder
{
    /// <summary>Of a row that can go out now, the urgency of what it would go out in; null: not now. A page with one row that is postponed waits
    /// as a whole, but for rows that wait for themselves alone. Everything waits for the page to be made, what comes after the text for the
    /// text and the notes beside it, and the link from the origin for all else.</summary>
    private const string Candidates =
        $"""
        select r.id, r.page_id, case
          when r.marker = 'new-page' then 0
          when exists (select 1 from board_outbox n where n.page_id = r.page_id and n.marker = 'new-page') then null
          when r.marker like 'note-%' then 1
          when r.marker = 'transcript' then case when r.whole = 1 then 1 else 3 end
          when r.marker = 'origin-link' then case when exists (
            select 1 from board_outbox o where o.page_id = r.page_id and o.id <> r.id and o.hold <> 'Write') then null else 0 end
          when r.after_text = 1 and exists (
            select 1 from board_outbox t where t.page_id = r.page_id and (t.marker = 'transcript' or t.marker like 'note-%') and t.hold <> 'Write') then null
          when r.after_text = 1 then 0
          when r.field in ('{FieldKey.Status}', '{FieldKey.ProcessErrors}') then 0
          when r.created_at <= @ProgressBefore then 2 end as urgency
        from board_outbox r
        where (r.not_before is null or r.not_before <= @Now)
          and r.page_id not in @BusyPages and r.channel not in @ClosedChannels
          and not exists (select 1 from board_outbox h where h.page_id = r.page_id and h.not_before > @Now and h.hold <> 'Write')
        """;

    /// <summary>How many pages have progress to show. One that waits for something else does not count: it takes no calls.</summary>
    private const string PagesWithProgress =
        $"""
        select count(distinct page_id) from board_outbox
        where field not in ('{FieldKey.Status}', '{FieldKey.ProcessErrors}') and after_text = 0
          and (not_before is null or not_before <= @Now) and channel not in @ClosedChannels
        """;

    /// <summary>The first row of the most urgent batch.</summary>
    public static async Task<Pick?> First(Session session, OutboxQuery query)
    {
        var now = query.Now.ToMilliseconds();
        var moving = await session.FirstOrDefault<int>(PagesWithProgress, new { Now = now, query.ClosedChannels });
        return await session.FirstOrDefault<Pick>(
            $"""
            select id, page_id, urgency from ({Candidates}) c
            where urgency is not null and urgency <= @Most
            order by case when urgency = 2 and @GrowthFirst = 1 then 4 else urgency end, id
            limit 1
            """,
            new
            {
                Now = now,
                ProgressBefore = (query.Now - query.Pace.Of(moving)).ToMilliseconds(),
                query.BusyPages,
                query.ClosedChannels,
                GrowthFirst = query.GrowthFirst ? 1 : 0,
                Most = (int)(query.UrgentOnly ? OutboxUrgency.Status : OutboxUrgency.GrowingTranscript),
            });
    }

    /// <summary>A whole write goes alone; a value takes along every other value of its page and channel that may go, so that they cost one call.
    /// Only what goes is read: the text of hours of talk may be waiting beside it.</summary>
    public static async Task<OutboxBatch?> Batch(Session session, Pick pick, DateTimeOffset now)
    {
        var waiting = await session.Query<Waiting>(
            "select id, channel, field, marker, after_text from board_outbox where page_id = @PageId and (not_before is null or not_before <= @Now)",
            new { pick.PageId, Now = now.ToMilliseconds() });
        if (waiting.FirstOrDefault(r => r.Id == pick.Id) is not { } head) return null;
        var textWaits = waiting.Any(r => r.Marker is "transcript" || r.Marker?.StartsWith("note-", StringComparison.Ordinal) == true);
        var run = head.Field is null ? [head] : waiting.Where(r => r.Field is not null && r.Channel == head.Channel && (r.AfterText == 0 || head.AfterText == 1 || !textWaits));
        var rows = await session.Query<OutboxRow>($"select {OutboxRow.Columns} from board_outbox where id in @Ids order by id", new { Ids = run.Select(r => r.Id).ToArray() });
        return rows.Count == 0 ? null : new OutboxBatch(pick.PageId, head.Channel, (OutboxUrgency)pick.Urgency, [.. rows.Select(r => r.ToEntry())]);
    }

    internal sealed class Pick
    {
        public long Id { get; init; }
        public string PageId { get; init; } = "";
        public long Urgency { get; init; }
    }

    private sealed class Waiting
    {
        public long Id { get; init; }
        public string Channel { get; init; } = "";
        public string? Field { get; init; }
        public string? Marker { get; init; }
        public long AfterText { get; init; }
    }
}
