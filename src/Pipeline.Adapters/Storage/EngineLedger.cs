using Pipeline.Core.Jobs;
using Pipeline.Core.Transcripts;

namespace Pipeline.Adapters.Storage;

/// <summary><see cref="IEngineLedger"/> over the table engine_use.</summary>
public sealed class EngineLedger(Database database) : IEngineLedger
{
    public Task Add(EngineUse use, CancellationToken ct) => database.Write(
        s => s.Execute(
            """
            insert into engine_use (at, job_id, channel, engine, model, audio_seconds, took_seconds, cost)
            values (@At, @Job, @Channel, @Engine, @Model, @AudioSeconds, @TookSeconds, @Cost)
            """,
            new
            {
                At = use.At.ToMilliseconds(),
                Job = use.Job.ToString(),
                use.Channel,
                use.Engine,
                use.Model,
                use.AudioSeconds,
                TookSeconds = use.Took.TotalSeconds,
                use.Cost,
            }),
        ct);

    public Task<IReadOnlyList<EngineUse>> Of(JobId job, CancellationToken ct) => database.Read<IReadOnlyList<EngineUse>>(
        async s => [.. (await s.Query<UseRow>("select * from engine_use where job_id = @Id order by id", new { Id = job.ToString() })).Select(r => r.ToUse(job))],
        ct);

    private sealed class UseRow
    {
        public long At { get; init; }
        public string Channel { get; init; } = "";
        public string Engine { get; init; } = "";
        public string Model { get; init; } = "";
        public double AudioSeconds { get; init; }
        public double TookSeconds { get; init; }
        public double Cost { get; init; }

        public EngineUse ToUse(JobId job) => new(At.ToTime(), job, Channel, Engine, Model, AudioSeconds, TimeSpan.FromSeconds(TookSeconds), Cost);
    }
}
