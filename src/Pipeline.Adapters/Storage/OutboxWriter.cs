using Pipeline.Core.Board;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Storage;

/// <summary>Puts board writes into the outbox, inside the transaction of the job's own step.</summary>
internal static class OutboxWriter
{
    public static async Task Add(Session session, JobId job, IReadOnlyList<BoardWrite> writes, DateTimeOffset at)
    {
        foreach (var write in writes)
        {
            if (write is BoardWrite.Values values)
                foreach (var (field, value) in values.Fields)
                    await AddValue(session, job, values, field, value, at);
            else
                await AddWhole(session, job, write, Marker(write), at);
        }
    }

    /// <summary>The latest value wins, in the place of the one it replaces; but never past a transcript (or a write of another
    /// channel) that stands between them: <c>Complete</c> must not overtake the text. What held the old value back (an option that
    /// does not exist, say) says nothing of the new one, which is tried at once.</summary>
    private static async Task AddValue(Session session, JobId job, BoardWrite write, string field, BoardValue value, DateTimeOffset at)
    {
        var row = new
        {
            JobId = job.ToString(),
            write.PageId,
            write.Channel,
            Field = field,
            Payload = StorageJson.Write(value),
            CreatedAt = at.ToMilliseconds(),
        };
        var replaced = await session.Execute(
            """
            update board_outbox set payload = @Payload, version = version + 1, job_id = @JobId, not_before = null, attempts = 0, reason = null
            where page_id = @PageId and channel = @Channel and field = @Field and id >
              (select coalesce(max(b.id), 0) from board_outbox b where b.page_id = @PageId and (b.field is null or b.channel <> @Channel))
            """,
            row);
        if (replaced > 0) return;
        await session.Execute(
            """
            insert into board_outbox (job_id, page_id, channel, field, payload, created_at)
            values (@JobId, @PageId, @Channel, @Field, @Payload, @CreatedAt)
            """,
            row);
    }

    private static string Marker(BoardWrite write) => write switch
    {
        BoardWrite.Transcript transcript => transcript.Marker,
        BoardWrite.NewPage => "new-page",
        BoardWrite.OriginLink => "origin-link",
        _ => throw new ArgumentException($"{write.GetType().Name} is no whole write.", nameof(write)),
    };

    /// <summary>At most one unsent write per page and marker; a newer one takes the place of the older one.</summary>
    private static Task<int> AddWhole(Session session, JobId job, BoardWrite write, string marker, DateTimeOffset at) =>
        session.Execute(
            """
            insert into board_outbox (job_id, page_id, channel, marker, payload, created_at)
            values (@JobId, @PageId, @Channel, @Marker, @Payload, @CreatedAt)
            on conflict (page_id, marker) where marker is not null
            do update set payload = excluded.payload, channel = excluded.channel, job_id = excluded.job_id, version = board_outbox.version + 1
            where board_outbox.payload <> excluded.payload
            """,
            new
            {
                JobId = job.ToString(),
                write.PageId,
                write.Channel,
                Marker = marker,
                Payload = StorageJson.Write(write),
                CreatedAt = at.ToMilliseconds(),
            });
}
