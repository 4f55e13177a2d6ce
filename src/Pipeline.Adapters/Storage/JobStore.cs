using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Storage;

/// <summary><see cref="IJobStore"/> over the tables jobs, job_stages, job_log and board_outbox.</summary>
public sealed partial class JobStore(Database database, TimeProvider time) : IJobStore
{
    public Task<(VideoJob Job, bool Inserted)> Insert(VideoJob job, CancellationToken ct)
    {
        if (job.Status != JobStatus.Pending)
            throw new ArgumentException($"A job begins as Pending, not as {job.Status}.", nameof(job));
        return database.Write(s => Insert(s, job), ct);
    }

    public Task<VideoJob?> Find(JobId id, CancellationToken ct) => database.Read(s => Find(s, id), ct);

    public Task<VideoJob?> FindByPage(string notionPageId, CancellationToken ct) => database.Read(
        s => FindOne(s, "select * from jobs where notion_page_id = @PageId order by accepted_at desc, id desc limit 1", new { PageId = notionPageId }), ct);

    public Task<IReadOnlyList<VideoJob>> List(JobQuery query, CancellationToken ct) => database.Read<IReadOnlyList<VideoJob>>(
        async s =>
        {
            var where = query.Statuses.Count == 0 ? "" : "where status in @Statuses ";
            var tail = $"from jobs {where}order by accepted_at desc, id desc limit @Take";
            var parameters = new { Statuses = query.Statuses.Select(x => x.ToString()).ToArray(), query.Take };
            var rows = await s.Query<JobRow>("select * " + tail, parameters);
            var stages = (await s.Query<StageRow>($"select * from job_stages where job_id in (select id {tail})", parameters))
                .ToLookup(x => x.JobId);
            return [.. rows.Select(r => r.ToJob(stages[r.Id]))];
        },
        ct);

    public Task Log(JobId id, DateTimeOffset at, string line, CancellationToken ct) => database.Write(s => AddLogLine(s, id, at, line), ct);

    public Task<IReadOnlyList<JobLogLine>> ReadLog(JobId id, CancellationToken ct) => database.Read<IReadOnlyList<JobLogLine>>(
        async s =>
        {
            var rows = await s.Query<LogRow>("select at, line from job_log where job_id = @Id order by id", new { Id = id.ToString() });
            return [.. rows.Select(r => new JobLogLine(r.At.ToTime(), r.Line))];
        },
        ct);

    private static async Task<(VideoJob Job, bool Inserted)> Insert(Session session, VideoJob job)
    {
        var inserted = await session.Execute(InsertJob, InsertParameters(job)) == 1;
        if (!inserted) return (await FindExisting(session, job), false);
        foreach (var stage in Enum.GetNames<JobStage>())
            await session.Execute("insert into job_stages (job_id, stage) values (@Id, @Stage)", new { Id = job.Id.ToString(), Stage = stage });
        await AddLogLine(session, job.Id, job.AcceptedAt, $"Accepted for channel {job.Channel}.");
        return ((await Find(session, job.Id))!, true);
    }

    private static async Task<VideoJob> FindExisting(Session session, VideoJob job) =>
        await Find(session, job.Id)
        ?? await FindOne(
            session,
            """
            select * from jobs where (intake_key = @IntakeKey and (status in ('Pending', 'Running', 'Paused') or substr(intake_key, 1, 4) = 'key:'))
              or (notion_page_id = @NotionPageId and intake_key is not null and status in ('Pending', 'Running', 'Paused'))
            order by case when intake_key = @IntakeKey then 0 else 1 end
            """,
            new { job.IntakeKey, job.NotionPageId })
        ?? throw new InvalidOperationException($"Job {job.Id} was refused as a duplicate, but there is no other one.");

    private static Task<VideoJob?> Find(Session session, JobId id) =>
        FindOne(session, "select * from jobs where id = @Id", new { Id = id.ToString() });

    private static async Task<VideoJob?> FindOne(Session session, string sql, object parameters)
    {
        var row = await session.FirstOrDefault<JobRow>(sql, parameters);
        if (row is null) return null;
        return row.ToJob(await session.Query<StageRow>("select * from job_stages where job_id = @Id", new { row.Id }));
    }

    private static Task<int> AddLogLine(Session session, JobId id, DateTimeOffset at, string line) => session.Execute(
        "insert into job_log (job_id, at, line) values (@Id, @At, @Line)", new { Id = id.ToString(), At = at.ToMilliseconds(), Line = line });

    private sealed class LogRow
    {
        public long At { get; init; }
        public string Line { get; init; } = "";
    }
}
