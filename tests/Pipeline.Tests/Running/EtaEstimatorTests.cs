using Pipeline.Core.Jobs;
using Pipeline.Core.Running;
using Pipeline.Tests.Storage;

namespace Pipeline.Tests.Running;

/// <summary>When a job will be done: by its own pace and by what this worker's last videos took; nothing where neither is known.</summary>
public sealed class EtaEstimatorTests : IAsyncLifetime
{
    private TestStorage _db = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private EtaEstimator Eta => new(_db.Jobs, TimeProvider.System);

    public async ValueTask InitializeAsync() => _db = await TestStorage.Sqlite();

    public ValueTask DisposeAsync() => _db.DisposeAsync();

    [Fact]
    public async Task A_worker_that_has_finished_nothing_yet_promises_nothing() =>
        Assert.Null(await Eta.Left(600, JobStage.Transcribe, 50, 50, TimeSpan.FromMinutes(1), Ct));

    [Fact]
    public async Task The_stages_to_come_take_what_they_took_before_and_the_one_under_way_keeps_its_pace()
    {
        await Finish(duration: 100, seconds: [10, 50, 20, 5]);

        // Half of it took a minute, so a minute is left; then 40 s and 10 s for twice the length.
        Assert.Equal(110, (await Eta.Left(200, JobStage.Transcribe, 50, 50, TimeSpan.FromMinutes(1), Ct))!.Value.TotalSeconds, 0.1);

        // Just begun: what it took before counts, 20 + 100 + 40 + 10.
        Assert.Equal(170, (await Eta.Left(200, JobStage.Download, 0, 0, TimeSpan.Zero, Ct))!.Value.TotalSeconds, 0.1);
        Assert.Null(await Eta.Left(null, JobStage.Download, 0, 0, TimeSpan.Zero, Ct));
    }

    private async Task Finish(double duration, int[] seconds)
    {
        var now = _db.Clock.Now;
        var job = new VideoJob { Id = JobId.New(now), Source = SourceKind.Web, SourceUrl = "https://video.example/1", Channel = "talks", AcceptedAt = now, DueAt = now };
        await _db.Jobs.Insert(job, Ct);
        await _db.Jobs.Claim(job.Id, "run", now, Ct);
        await _db.Jobs.Remember(job.Id, "run", new JobFacts { DurationSeconds = duration }, Ct);
        foreach (var stage in Enum.GetValues<JobStage>())
        {
            await _db.Jobs.StageStarted(job.Id, "run", stage, now, [], null, Ct);
            now = now.AddSeconds(seconds[(int)stage]);
            await _db.Jobs.StageCompleted(job.Id, "run", stage, now, Ct);
        }

        await _db.Jobs.Apply(job.Id, "run", new JobChange(JobEvent.Completed, now), Ct);
    }
}
