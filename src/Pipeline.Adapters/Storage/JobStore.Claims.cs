using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Storage;

/// <content>Who may work on a row.</content>
public sealed partial class JobStore
{
    /// <summary>Deaths in a row, none of which left a checkpoint, after which a video counts as deadly for its worker.</summary>
    private const int DeadlyDeaths = 3;

    public Task<ClaimOutcome> Claim(JobId id, string claim, DateTimeOffset now, CancellationToken ct) =>
        database.Write(s => Claim(s, id, claim, now), ct);

    public Task<bool> RequestStop(JobId id, bool cancel, CancellationToken ct) => database.Write(
        async s => await s.Execute(
            $"update jobs set {(cancel ? "cancel_requested" : "pause_requested")} = 1 where id = @Id and status = 'Running'",
            new { Id = id.ToString() }) == 1,
        ct);

    private async Task<ClaimOutcome> Claim(Session session, JobId id, string claim, DateTimeOffset now)
    {
        var row = await session.FirstOrDefault<JobRow>("select * from jobs where id = @Id" + database.Dialect.ForUpdate, new { Id = id.ToString() });
        if (row is null || !IsClaimable(row, now)) return new ClaimOutcome.NotClaimable();

        var recovered = row.CurrentStatus == JobStatus.Running;
        var died = recovered && row.Checkpoints == row.CheckpointsAtClaim;
        var deaths = died ? row.Deaths + 1 : 0;
        var taken = await session.Execute(
            """
            update jobs set status = 'Running', claim = @Claim, attempt = attempt + @Attempts, deaths = @Deaths,
              checkpoints_at_claim = checkpoints, progress_at = @Now,
              started_at = coalesce(started_at + case when @Now > progress_at then @Now - progress_at else 0 end, @Now)
            where id = @Id and status = @Status
            """,
            new { row.Id, row.Status, Claim = claim, Attempts = died || !recovered ? 1 : 0, Deaths = deaths, Now = now.ToMilliseconds() });
        if (taken == 0) return new ClaimOutcome.NotClaimable();

        var job = (await Find(session, id))!;
        await AddLogLine(session, id, now, recovered ? $"Taken up again after the worker ended, attempt {job.Attempt}." : $"Attempt {job.Attempt} begins.");
        return deaths >= DeadlyDeaths ? new ClaimOutcome.KillsItsWorker(job, (int)deaths) : new ClaimOutcome.Claimed(job, recovered);
    }

    private static bool IsClaimable(JobRow row, DateTimeOffset now) =>
        row.CurrentStatus == JobStatus.Running || (row.CurrentStatus == JobStatus.Pending && row.DueAt <= now.ToMilliseconds());
}
