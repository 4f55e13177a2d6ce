using Pipeline.Core.Board;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Storage;

/// <summary><see cref="IBoardOutbox"/> over the table board_outbox. A page's rows go out in the order of their ids.</summary>
public sealed class BoardOutbox(Database database, TimeProvider time) : IBoardOutbox
{
    public Task<OutboxBatch?> Next(DateTimeOffset now, CancellationToken ct) => database.Read(
        async s => await FindDuePage(s, now) is { } page ? LeadingRun(await RowsOf(s, page)) : null, ct);

    public Task Acknowledge(OutboxBatch batch, CancellationToken ct) => database.Write(
        async s =>
        {
            foreach (var entry in batch.Entries)
            {
                await Shown(s, entry);
                await s.Execute("delete from board_outbox where id = @Id and version = @Version", new { entry.Id, entry.Version });

                // Still there: a newer value came while the old one was under way. It starts afresh.
                await s.Execute("update board_outbox set attempts = 0, not_before = null, reason = null where id = @Id", new { entry.Id });
            }

            return true;
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
                delete from board_outbox where page_id = @PageId and marker is not null
                  and marker in (select b.marker from board_outbox b where b.page_id = @Unmade)
                """,
                row);
            await s.Execute("update board_outbox set page_id = @PageId, attempts = 0, not_before = null, reason = null where page_id = @Unmade", row);
            return true;
        },
        ct);

    public Task<bool> IsTaken(string pageId, CancellationToken ct) => database.Read(
        async s => await s.FirstOrDefault<int>("select count(*) from jobs where result_page_id = @PageId", new { PageId = pageId }) > 0, ct);

    public Task Postpone(OutboxBatch batch, DateTimeOffset notBefore, string reason, CancellationToken ct) => database.Write(
        s => s.Execute(
            "update board_outbox set attempts = attempts + 1, not_before = @NotBefore, reason = @Reason where id in @Ids",
            new { NotBefore = notBefore.ToMilliseconds(), Reason = reason, Ids = batch.Entries.Select(e => e.Id).ToArray() }),
        ct);

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

    /// <summary>The reason stands on the head of the page, which holds back everything behind it.</summary>
    public Task<(int Count, string? Reason)> Waiting(JobId id, CancellationToken ct) => database.Read(
        async s =>
        {
            var row = new { JobId = id.ToString() };
            var count = await s.FirstOrDefault<int>("select count(*) from board_outbox where job_id = @JobId", row);
            var reason = await s.FirstOrDefault<string>(
                """
                select head.reason from board_outbox head where head.id = (
                  select min(same.id) from board_outbox same where same.page_id = (
                    select first.page_id from board_outbox first where first.job_id = @JobId order by first.id limit 1))
                """,
                row);
            return (count, reason);
        },
        ct);

    public Task<bool> HasPage(string pageId, CancellationToken ct) => database.Read(
        async s => await s.FirstOrDefault<int>(
            """
            select count(*) from board_outbox where page_id = @PageId
              or (marker = 'origin-link' and job_id in (select j.id from jobs j where j.notion_page_id = @PageId))
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

    private static Task<string?> FindDuePage(Session session, DateTimeOffset now) => session.FirstOrDefault<string>(
        """
        select head.page_id from board_outbox head
        where head.id = (select min(same.id) from board_outbox same where same.page_id = head.page_id)
          and not exists (select 1 from board_outbox held where held.page_id = head.page_id and held.not_before > @Now)
        order by case when head.field is null then 1 else 0 end, head.id
        limit 1
        """,
        new { Now = now.ToMilliseconds() });

    private static Task<IReadOnlyList<OutboxRow>> RowsOf(Session session, string page) => session.Query<OutboxRow>(
        $"select {OutboxRow.Columns} from board_outbox where page_id = @PageId order by id", new { PageId = page });

    private static OutboxBatch? LeadingRun(IReadOnlyList<OutboxRow> rows)
    {
        if (rows.Count == 0) return null;
        var head = rows[0];
        var run = head.Field is null ? [head] : rows.TakeWhile(r => r.Field is not null && r.Channel == head.Channel);
        return new OutboxBatch(head.PageId, head.Channel, [.. run.Select(r => r.ToEntry())]);
    }
}
