using Pipeline.Core.Board;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Storage;

/// <content>What a person changes in the row of a job that is open.</content>
public sealed partial class JobStore
{
    public Task<bool> Redirect(JobId id, string claim, SourceKind source, string url, string? language, CancellationToken ct) => database.Write(
        async s =>
        {
            var row = new { Id = id.ToString(), Claim = claim, Source = source.ToString(), Url = url, Language = language };
            if (await s.Execute(
                "update jobs set source = @Source, source_url = @Url, requested_language = coalesce(@Language, requested_language)" + Fence.Where, row) == 0) return false;
            await AddLogLine(s, id, time.GetUtcNow(), $"The row was changed before the start: {url}{(language is null ? "" : $", language {language}")}.");
            return true;
        },
        ct);

    public Task<bool> AskedAgain(JobId id, DateTimeOffset at, IReadOnlyList<BoardWrite> board, CancellationToken ct) => database.Write(
        async s =>
        {
            var row = new { Id = id.ToString(), At = at.ToMilliseconds() };
            if (await s.Execute(
                """
                update jobs set due_at = case when status = 'Pending' and due_at > @At then @At else due_at end, board_shown = null
                where id = @Id and status in ('Pending', 'Running')
                """,
                row) == 0) return false;
            await OutboxWriter.Add(s, id, board, at);
            await AddLogLine(s, id, at, "Asked for again by a person in Notion, while it was under way.");
            return true;
        },
        ct);
}
