using Pipeline.Core.Board;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Storage;

/// <content>What accompanies a job for people.</content>
public sealed partial class JobStore
{
    public Task<bool> ShowPending(JobId id, IReadOnlyList<BoardWrite> board, CancellationToken ct) => database.Write(
        async s =>
        {
            if (await s.Execute("update jobs set due_at = due_at where id = @Id and status = 'Pending' and publish_queued = 0", new { Id = id.ToString() }) == 0) return false;
            await OutboxWriter.Add(s, id, board, time.GetUtcNow());
            return true;
        },
        ct);

    public Task<IReadOnlyDictionary<JobStage, double>> StageSpeeds(CancellationToken ct) => database.Read<IReadOnlyDictionary<JobStage, double>>(
        async s =>
        {
            var rows = await s.Query<SpeedRow>(
                """
                select st.stage, (st.ended_at - st.started_at) / 1000.0 / j.duration_seconds as speed
                from job_stages st join jobs j on j.id = st.job_id
                where st.started_at is not null and st.ended_at is not null and j.id in (
                  select id from jobs where status = 'Completed' and duration_seconds > 0 order by ended_at desc limit 20)
                """);
            return rows.GroupBy(r => r.Stage).ToDictionary(g => Enum.Parse<JobStage>(g.Key), g => g.Select(r => r.Speed).Order().ElementAt(g.Count() / 2));
        },
        ct);

    private sealed class SpeedRow
    {
        public string Stage { get; init; } = "";
        public double Speed { get; init; }
    }
}
