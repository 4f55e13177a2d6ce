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
            else if (write is BoardWrite.Transcript transcript)
                await AddWhole(session, job, await PageTranscripts.Mark(session, job, transcript), "transcript", transcript.Whole, at);
            else if (write is not BoardWrite.Note note || await PageNotes.Changes(session, note))
                await AddWhole(session, job, write, Marker(write), whole: true, at);
        }
    }

    private static string Marker(BoardWrite write) => write switch
    {
        BoardWrite.NewPage => "new-page",
        BoardWrite.OriginLink => "origin-link",
        // Each comment stays, so none takes the place of another.
        BoardWrite.Note { Kind: NoteKind.Comment } note => $"note-{note.Marker}",
        BoardWrite.Note note => $"note-{note.Kind}",
        _ => throw new ArgumentException($"{write.GetType().Name} is no whole write.", nameof(write)),
    };

    /// <summary>The page has taken its transcript after all: the sentence that it could not goes away, unless the job has another one to say.</summary>
    public static async Task TakeNoticeBack(Session session, OutboxBatch batch, DateTimeOffset at)
    {
        var job = batch.Entries[0].JobId;
        if (await session.FirstOrDefault<int>("select count(*) from jobs where id = @Id and error_class is not null", new { Id = job.ToString() }) > 0) return;
        var clear = new Dictionary<string, BoardValue> { [FieldKey.ProcessErrors] = new BoardValue.Text(null) };
        await Add(session, job, [new BoardWrite.Values(batch.PageId, batch.Channel, clear)], at);
    }

    /// <summary>The latest value wins. A fault of the page or of Notion holds the new one back like the old one; an option that does not exist
    /// says nothing of the new word, which is tried at once. Whoever sets a word for a page that waits for a person has it tried, too.</summary>
    private static async Task AddValue(Session session, JobId job, BoardWrite.Values write, string field, BoardValue value, DateTimeOffset at)
    {
        var row = new
        {
            JobId = job.ToString(),
            write.PageId,
            write.Channel,
            Field = field,
            Payload = StorageJson.Write(value),
            AfterText = write.AfterTranscript ? 1 : 0,
            CreatedAt = at.ToMilliseconds(),
        };
        var replaced = await session.Execute(
            """
            update board_outbox set payload = @Payload, after_text = @AfterText, version = version + 1, job_id = @JobId,
              not_before = case when hold = 'Write' then null else not_before end, attempts = case when hold = 'Write' then 0 else attempts end,
              reason = case when hold = 'Write' then null else reason end, hold = case when hold = 'Write' then 'None' else hold end
            where page_id = @PageId and channel = @Channel and field = @Field
            """,
            row);
        if (replaced == 0)
        {
            await session.Execute(
                """
                insert into board_outbox (job_id, page_id, channel, field, payload, after_text, created_at)
                values (@JobId, @PageId, @Channel, @Field, @Payload, @AfterText, @CreatedAt)
                """,
                row);
        }

        if (field == FieldKey.Status)
            await session.Execute("update board_outbox set not_before = null, hold = 'None' where page_id = @PageId and hold in ('Page', 'Trash')", row);
    }

    /// <summary>At most one unsent write of a kind per page: what it says now takes the place of what it said before. A transcript that the page
    /// does not take is tried again when it is whole.</summary>
    private static Task<int> AddWhole(Session session, JobId job, BoardWrite write, string marker, bool whole, DateTimeOffset at) => session.Execute(
        """
        insert into board_outbox (job_id, page_id, channel, marker, payload, whole, created_at)
        values (@JobId, @PageId, @Channel, @Marker, @Payload, @Whole, @CreatedAt)
        on conflict (page_id, marker) where marker is not null
        do update set payload = excluded.payload, channel = excluded.channel, job_id = excluded.job_id, whole = excluded.whole,
          version = board_outbox.version + 1,
          hold = case when board_outbox.hold = 'Write' and excluded.whole = 1 then 'None' else board_outbox.hold end,
          not_before = case when board_outbox.hold = 'Write' and excluded.whole = 1 then null else board_outbox.not_before end
        where board_outbox.payload <> excluded.payload
        """,
        new
        {
            JobId = job.ToString(),
            write.PageId,
            write.Channel,
            Marker = marker,
            Payload = StorageJson.Write(write),
            Whole = whole ? 1 : 0,
            CreatedAt = at.ToMilliseconds(),
        });
}
