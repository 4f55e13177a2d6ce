using Pipeline.Core.Board;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Storage;

/// <content>What a run writes while it works; all of it fenced by the claim.</content>
public sealed partial class JobStore
{
    public Task<bool> StageStarted(
        JobId id, string claim, JobStage stage, DateTimeOffset at, IReadOnlyList<BoardWrite> board, string? boardWord, CancellationToken ct) => database.Write(
        async s =>
        {
            var row = new { Id = id.ToString(), Claim = claim, Stage = stage.ToString(), At = at.ToMilliseconds(), BoardWord = boardWord };
            if (await s.Execute(
                "update jobs set stage = @Stage, board_word = coalesce(@BoardWord, board_word), progress_at = @At" + Fence.Where, row) == 0) return false;
            await StageRuns(s, row);
            await OutboxWriter.Add(s, id, board, at);
            if (boardWord is not null) await AddLogLine(s, id, at, boardWord);
            return true;
        },
        ct);

    public Task<bool> StageStartedEarly(JobId id, string claim, JobStage stage, DateTimeOffset at, CancellationToken ct) => database.Write(
        async s => await Fence.Holds(s, id, claim) && await StageRuns(s, new { Id = id.ToString(), Stage = stage.ToString(), At = at.ToMilliseconds() }) == 1,
        ct);

    public Task<bool> StageCompleted(JobId id, string claim, JobStage stage, DateTimeOffset at, CancellationToken ct) => database.Write(
        async s =>
        {
            if (!await Fence.Checkpoint(s, id, claim, at)) return false;
            var next = stage == JobStage.Publish ? stage : stage + 1;
            var row = new { Id = id.ToString(), Stage = stage.ToString(), Next = next.ToString(), At = at.ToMilliseconds() };
            await s.Execute("update jobs set stage = @Next where id = @Id", row);
            await s.Execute(
                """
                update job_stages set status = 'Completed', progress = 100, started_at = coalesce(started_at, @At), ended_at = @At, error = null
                where job_id = @Id and stage = @Stage
                """,
                row);
            return true;
        },
        ct);

    public Task<bool> Remember(JobId id, string claim, JobFacts facts, CancellationToken ct) => database.Write(
        async s => await s.Execute(
            """
            update jobs set title = coalesce(@Title, title), canonical_url = coalesce(@CanonicalUrl, canonical_url),
              uploader = coalesce(@Uploader, uploader), published_at = coalesce(@PublishedAt, published_at),
              duration_seconds = coalesce(@DurationSeconds, duration_seconds), language = coalesce(@Language, language),
              folder_id = coalesce(@FolderId, folder_id), folder_url = coalesce(@FolderUrl, folder_url),
              transcript_characters = coalesce(@TranscriptCharacters, transcript_characters),
              source_id = coalesce(@SourceId, source_id), availability = coalesce(@Availability, availability),
              was_live = coalesce(@WasLive, was_live), tags = coalesce(@Tags, tags),
              publish_queued = coalesce(@PublishQueued, publish_queued), media_sha256 = coalesce(@MediaSha256, media_sha256),
              processing_mode = coalesce(@ProcessingMode, processing_mode), sound_tracks = coalesce(@SoundTracks, sound_tracks)
            """ + Fence.Where,
            new
            {
                Id = id.ToString(),
                Claim = claim,
                facts.Title,
                facts.CanonicalUrl,
                facts.Uploader,
                PublishedAt = facts.PublishedAt?.ToMilliseconds(),
                facts.DurationSeconds,
                facts.Language,
                facts.FolderId,
                facts.FolderUrl,
                facts.TranscriptCharacters,
                facts.SourceId,
                facts.Availability,
                WasLive = facts.WasLive is { } live ? (live ? 1 : 0) : (int?)null,
                facts.Tags,
                facts.MediaSha256,
                ProcessingMode = facts.ProcessingMode?.ToString(),
                facts.SoundTracks,
                PublishQueued = facts.PublishQueued is { } queued ? (queued ? 1 : 0) : (int?)null,
            }) == 1,
        ct);

    public Task<bool> QueuePublish(JobId id, string claim, IReadOnlyList<BoardWrite> board, string? boardWord, CancellationToken ct) => database.Write(
        async s =>
        {
            var now = time.GetUtcNow();
            var row = new { Id = id.ToString(), Claim = claim, BoardWord = boardWord, At = now.ToMilliseconds() };
            if (await s.Execute(
                "update jobs set publish_queued = 1, board_word = coalesce(@BoardWord, board_word), checkpoints = checkpoints + 1, progress_at = @At"
                + Fence.Where + " and publish_queued = 0",
                row) == 0)
                return await s.FirstOrDefault<int>("select count(*) from jobs" + Fence.Where, row) == 1;
            await OutboxWriter.Add(s, id, board, now);
            return true;
        },
        ct);

    public Task<bool> Show(JobId id, string claim, IReadOnlyList<BoardWrite> board, CancellationToken ct) => database.Write(
        async s =>
        {
            if (!await Fence.Holds(s, id, claim)) return false;
            await OutboxWriter.Add(s, id, board, time.GetUtcNow());
            return true;
        },
        ct);

    public Task<bool> Report(
        JobId id, string claim, JobStage stage, double stageProgress, double overall, string? message, DateTimeOffset at,
        CancellationToken ct) => database.Write(
        async s =>
        {
            var row = new
            {
                Id = id.ToString(),
                Claim = claim,
                Stage = stage.ToString(),
                StageProgress = Percent(stageProgress),
                Overall = Percent(overall),
                Message = message,
                At = at.ToMilliseconds(),
            };
            if (await s.Execute(
                "update jobs set progress = @Overall, message = coalesce(@Message, message), progress_at = @At" + Fence.Where, row) == 0) return false;
            await s.Execute("update job_stages set progress = @StageProgress where job_id = @Id and stage = @Stage", row);
            return true;
        },
        ct);

    private static Task<int> StageRuns(Session session, object row) => session.Execute(
        """
        update job_stages set status = 'Running', progress = case when status = 'Completed' then 0 else progress end,
          started_at = coalesce(started_at, @At), ended_at = null, error = null
        where job_id = @Id and stage = @Stage
        """,
        row);

    /// <summary>An estimate may overshoot, or divide by a length of zero; the row holds 0 to 100.</summary>
    private static double Percent(double value) => double.IsNaN(value) ? 0 : Math.Clamp(value, 0, 100);
}
