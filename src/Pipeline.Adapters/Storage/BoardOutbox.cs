using Pipeline.Core.Board;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Storage;

/// <summary><see cref="IBoardOutbox"/> over the table board_outbox.</summary>
public sealed class BoardOutbox(Database database, TimeProvider time) : IBoardOutbox
{
    private const string NotInTrash = "not exists (select 1 from board_outbox t where t.page_id = r.page_id and t.hold = 'Trash')";

    public Task<OutboxBatch?> Next(OutboxQuery query, CancellationToken ct) => database.Read(
        async s => await OutboxOrder.First(s, query) is { } pick ? await OutboxOrder.Batch(s, pick, query.Now) : null, ct);

    public Task Acknowledge(OutboxBatch batch, CancellationToken ct) => database.Write(
        async s =>
        {
            if (batch.IsTranscript && await WaitsAlone(s, batch)) await OutboxWriter.TakeNoticeBack(s, batch, time.GetUtcNow());
            foreach (var entry in batch.Entries)
            {
                await Shown(s, entry);
                await s.Execute("delete from board_outbox where id = @Id and version = @Version", new { entry.Id, entry.Version });

                // Still there: a newer value came while the old one was under way. It starts afresh.
                await s.Execute(
                    "update board_outbox set attempts = 0, not_before = null, reason = null, hold = 'None', created_at = @At where id = @Id",
                    new { entry.Id, At = time.GetUtcNow().ToMilliseconds() });
            }

            // The page was reached: what is said of the others is over, too.
            return await s.Execute("update board_outbox set reason = null, hold = 'None' where page_id = @PageId and hold in ('Page', 'Trash')", new { batch.PageId });
        },
        ct);

    public Task Try(OutboxEntry entry, DateTimeOffset at, CancellationToken ct) => database.Write(
        s => s.Execute("update board_outbox set tried_at = @At where id = @Id", new { entry.Id, At = at.ToMilliseconds() }), ct);

    public Task Made(OutboxBatch batch, BoardOutcome.Made made, CancellationToken ct) => database.Write(
        async s =>
        {
            var entry = batch.Entries[0];
            var row = new { entry.Id, entry.Version, JobId = entry.JobId.ToString(), made.PageId, Unmade = batch.PageId, Database = made.Database.Length > 0 ? made.Database : null };
            await s.Execute("update jobs set result_page_id = @PageId, result_database = coalesce(@Database, result_database) where id = @JobId", row);

            // Replaced meanwhile: it is sent again, finds the page recorded, and moves the rest then.
            if (await s.Execute("delete from board_outbox where id = @Id and version = @Version", row) == 0) return false;
            await s.Execute(
                """
                delete from board_outbox where page_id = @PageId and exists (select 1 from board_outbox b
                  where b.page_id = @Unmade and (b.marker = board_outbox.marker or b.field = board_outbox.field))
                """,
                row);
            await s.Execute(
                "update board_outbox set page_id = @PageId, attempts = 0, not_before = null, reason = null, hold = 'None' where page_id = @Unmade", row);
            return true;
        },
        ct);

    public Task<bool> IsTaken(string pageId, CancellationToken ct) => database.Read(
        async s => await s.FirstOrDefault<int>("select count(*) from jobs where result_page_id = @PageId", new { PageId = pageId }) > 0, ct);

    public Task Postpone(OutboxBatch batch, DateTimeOffset notBefore, string reason, OutboxHold hold, CancellationToken ct) => database.Write(
        async s =>
        {
            if (hold == OutboxHold.Write && batch.Notice(reason) is { } notice && !await WaitsAlone(s, batch))
                await OutboxWriter.Add(s, batch.Entries[0].JobId, [notice], time.GetUtcNow());
            foreach (var entry in batch.Entries)
            {
                // What holds back this word alone says nothing of the one that has replaced it meanwhile.
                await s.Execute(
                    $"""
                    update board_outbox set attempts = attempts + 1, not_before = @NotBefore, reason = @Reason, hold = @Hold
                    where id = @Id {(hold == OutboxHold.Write ? "and version = @Version" : "")}
                    """,
                    new { entry.Id, entry.Version, NotBefore = notBefore.ToMilliseconds(), Reason = reason, Hold = hold.ToString() });
            }

            return true;
        },
        ct);

    public Task Hasten(CancellationToken ct) => database.Write(
        s => s.Execute("update board_outbox set not_before = null where hold = 'None' and not_before is not null"), ct);

    /// <summary>Says in the log of each job concerned how many writes were dropped, and why.</summary>
    public Task DropPage(string pageId, string reason, CancellationToken ct) => database.Write(
        async s =>
        {
            await s.Execute(
                """
                insert into job_log (job_id, at, line)
                select job_id, @At, count(*) || ' writes to the page were dropped: ' || @Reason
                from board_outbox where page_id = @PageId group by job_id
                """,
                new { At = time.GetUtcNow().ToMilliseconds(), Reason = reason, PageId = pageId });
            return await s.Execute("delete from board_outbox where page_id = @PageId", new { PageId = pageId });
        },
        ct);

    /// <summary>The reason is that of the page, whosever job's write bears it.</summary>
    public Task<OutboxWait> Waiting(JobId id, CancellationToken ct) => database.Read(
        async s =>
        {
            var row = new { JobId = id.ToString() };
            var count = await s.FirstOrDefault<int>($"select count(*) from board_outbox r where job_id = @JobId and hold <> 'Write' and {NotInTrash}", row);
            var reason = await s.FirstOrDefault<ReasonRow>(
                """
                select reason, hold, attempts from board_outbox
                where reason is not null and page_id in (select page_id from board_outbox where job_id = @JobId) order by hold = 'Write', id limit 1
                """,
                row);
            return new OutboxWait(count, reason?.Reason, reason is { Hold: not nameof(OutboxHold.None) } or { Attempts: >= 3 });
        },
        ct);

    public Task<bool> HasPage(string pageId, CancellationToken ct) => database.Read(
        async s => await s.FirstOrDefault<int>(
            $"""
            select count(*) from board_outbox r where {NotInTrash} and (page_id = @PageId
              or (marker = 'origin-link' and job_id in (select j.id from jobs j where j.notion_page_id = @PageId)))
            """,
            new { PageId = pageId }) > 0,
        ct);

    public Task<(int Count, DateTimeOffset? Oldest)> Depth(CancellationToken ct) => database.Read(
        async s =>
        {
            var count = await s.FirstOrDefault<int>("select count(*) from board_outbox");
            var oldest = await s.FirstOrDefault<long?>("select min(created_at) from board_outbox");
            return (count, oldest.ToTime());
        },
        ct);

    public Task<IReadOnlyList<OutboxTrouble>> Troubles(CancellationToken ct) => database.Read<IReadOnlyList<OutboxTrouble>>(
        async s =>
        {
            var rows = await s.Query<TroubleRow>(
                """
                select channel, hold, reason, count(distinct page_id) as pages, min(created_at) as since from board_outbox
                where reason is not null group by channel, hold, reason order by min(created_at)
                """);
            return [.. rows.Select(r => new OutboxTrouble(r.Channel, Enum.Parse<OutboxHold>(r.Hold), r.Reason, (int)r.Pages, r.Since.ToTime()))];
        },
        ct);

    /// <summary>From now on a row that asks does so by a person's hand. A write that was dropped while it was under way says nothing any more.</summary>
    private static async Task Shown(Session session, OutboxEntry entry)
    {
        var shown = entry switch
        {
            { Field: FieldKey.Status, Value: BoardValue.Text word } => word.Content,
            { Write: BoardWrite.OriginLink link } => link.Label,
            _ => null,
        };
        if (shown is null) return;
        await session.Execute(
            "update jobs set board_shown = @Shown where id = @JobId and exists (select 1 from board_outbox where id = @Id)",
            new { JobId = entry.JobId.ToString(), entry.Id, Shown = shown });
    }

    private static async Task<bool> WaitsAlone(Session session, OutboxBatch batch) => await session.FirstOrDefault<int>(
        "select count(*) from board_outbox where id = @Id and hold = 'Write'", new { batch.Entries[0].Id }) > 0;

    private sealed class ReasonRow
    {
        public string Reason { get; init; } = "";
        public string Hold { get; init; } = "";
        public long Attempts { get; init; }
    }

    private sealed class TroubleRow
    {
        public string Channel { get; init; } = "";
        public string Hold { get; init; } = "";
        public string Reason { get; init; } = "";
        public long Pages { get; init; }
        public long Since { get; init; }
    }
}
