using Pipeline.Core.Jobs;
using Pipeline.Core.Transcripts;
using Pipeline.Tests.Storage;

namespace Pipeline.Tests.Jobs;

public abstract class JobClaimSpec(Func<Task<TestStorage>> open) : StorageSpec(open)
{
    [Fact]
    public async Task A_claim_starts_the_first_attempt()
    {
        var job = await InsertRunning();

        Assert.Equal((JobStatus.Running, Run, 1), (job.Status, job.Claim, job.Attempt));
        Assert.Equal((Now, Now), (job.StartedAt, job.ProgressAt));
        Assert.Equal(job, (await Find(job.Id)) with { Stages = job.Stages });
    }

    [Fact]
    public async Task A_job_that_is_due_later_is_not_claimed_before_its_time()
    {
        var job = await Insert(NewJob() with { DueAt = Now.AddSeconds(10) });
        Assert.IsType<ClaimOutcome.NotClaimable>(await Claim(job, Run));

        Db.Clock.Now = Now.AddSeconds(10);

        Assert.IsType<ClaimOutcome.Claimed>(await Claim(job, Run));
    }

    [Theory]
    [InlineData(JobStatus.Paused)]
    [InlineData(JobStatus.Completed)]
    [InlineData(JobStatus.Failed)]
    [InlineData(JobStatus.Cancelled)]
    [InlineData(JobStatus.Skipped)]
    public async Task A_job_that_is_not_to_run_is_not_claimed(JobStatus status)
    {
        var job = await InsertIn(status);
        var before = await Db.Dump();

        Assert.IsType<ClaimOutcome.NotClaimable>(await Claim(job, "run-2"));
        Assert.Equal(before, await Db.Dump());
    }

    [Fact]
    public async Task An_unknown_job_is_not_claimed() =>
        Assert.IsType<ClaimOutcome.NotClaimable>(await Db.Jobs.Claim(JobId.New(Now), Run, Now, Ct));

    [Fact]
    public async Task Of_claims_that_come_at_once_one_is_the_first_and_one_holds_the_row_in_the_end()
    {
        var job = await Insert();
        var claims = Enumerable.Range(1, 16).Select(i => $"run-{i}").ToArray();

        var outcomes = await Task.WhenAll(claims.Select(c => Task.Run(() => Claim(job, c))));

        Assert.Single(outcomes, o => o is ClaimOutcome.Claimed { Recovered: false });
        var writers = new List<string>();
        foreach (var claim in claims)
            if (await Db.Jobs.Remember(job.Id, claim, new JobFacts { Title = claim }, Ct)) writers.Add(claim);
        Assert.Equal([(await Find(job.Id)).Claim!], writers);
    }

    [Fact]
    public async Task A_dead_run_that_left_a_checkpoint_costs_no_attempt()
    {
        var job = await InsertRunning();
        await Db.Jobs.StageCompleted(job.Id, Run, JobStage.Download, Now, Ct);

        var recovered = Assert.IsType<ClaimOutcome.Claimed>(await Claim(job, "run-2"));

        Assert.True(recovered.Recovered);
        Assert.Equal((1, "run-2", JobStage.Transcribe), (recovered.Job.Attempt, recovered.Job.Claim, recovered.Job.Stage));
    }

    [Fact]
    public async Task Waiting_does_not_count_as_time_at_work()
    {
        var job = await InsertRunning();
        Db.Clock.Now = Now.AddMinutes(5);
        await Db.Jobs.Report(job.Id, Run, JobStage.Download, 50, 10, "half", Now, Ct);
        await Db.Jobs.Apply(job.Id, Run, new JobChange(JobEvent.Snoozed, Now) { DueAt = Now.AddHours(20) }, Ct);
        Db.Clock.Now = Now.AddHours(20);

        var again = Assert.IsType<ClaimOutcome.Claimed>(await Claim(job, "run-2")).Job;

        Assert.Equal(TimeSpan.FromMinutes(5), Now - again.StartedAt);
    }

    [Fact]
    public async Task A_dead_run_that_left_nothing_costs_an_attempt_and_the_time_without_a_worker_does_not_count()
    {
        var job = await InsertRunning();
        Db.Clock.Now = Now.AddMinutes(1);

        var recovered = Assert.IsType<ClaimOutcome.Claimed>(await Claim(job, "run-2"));

        Assert.Equal((2, Now, Now), (recovered.Job.Attempt, recovered.Job.StartedAt, recovered.Job.ProgressAt));
    }

    [Fact]
    public async Task Three_deaths_in_a_row_without_a_checkpoint_are_told_and_the_row_is_held_to_be_failed()
    {
        var job = await InsertRunning();
        Assert.IsType<ClaimOutcome.Claimed>(await Claim(job, "run-2"));
        Assert.IsType<ClaimOutcome.Claimed>(await Claim(job, "run-3"));

        var outcome = Assert.IsType<ClaimOutcome.KillsItsWorker>(await Claim(job, "run-4"));

        Assert.Equal((3, "run-4"), (outcome.Deaths, outcome.Job.Claim));
        Assert.True(await Db.Jobs.Apply(job.Id, "run-4", new JobChange(JobEvent.FailedForGood, Now), Ct));
    }

    [Theory]
    [InlineData("stage")]
    [InlineData("piece")]
    [InlineData("artifact")]
    [InlineData("remote id")]
    [InlineData("publish")]
    public async Task A_checkpoint_of_any_kind_breaks_the_row_of_deaths(string kind)
    {
        var job = await InsertRunning();
        await Claim(job, "run-2");
        await Claim(job, "run-3");
        Assert.True(await Leave(kind, job, "run-3"));

        Assert.IsType<ClaimOutcome.Claimed>(await Claim(job, "run-4"));
        Assert.IsType<ClaimOutcome.Claimed>(await Claim(job, "run-5"));
    }

    [Fact]
    public async Task Progress_for_people_is_no_checkpoint()
    {
        var job = await InsertRunning();
        await Db.Jobs.Report(job.Id, Run, JobStage.Download, 50, 10, "half", Now, Ct);
        await Db.Jobs.Remember(job.Id, Run, new JobFacts { Title = "t" }, Ct);

        Assert.Equal(2, Assert.IsType<ClaimOutcome.Claimed>(await Claim(job, "run-2")).Job.Attempt);
    }

    [Fact]
    public async Task A_run_that_ended_in_order_breaks_the_row_of_deaths()
    {
        var job = await InsertRunning();
        await Claim(job, "run-2");
        await Claim(job, "run-3");
        await Db.Jobs.Apply(job.Id, "run-3", new JobChange(JobEvent.FailedTransiently, Now), Ct);
        await Claim(job, "run-4");

        Assert.IsType<ClaimOutcome.Claimed>(await Claim(job, "run-5"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_wish_to_stop_reaches_a_running_job_and_the_run_that_claims_it_again(bool cancel)
    {
        var job = await InsertRunning();

        Assert.True(await Db.Jobs.RequestStop(job.Id, cancel, Ct));

        var again = Assert.IsType<ClaimOutcome.Claimed>(await Claim(job, "run-2")).Job;
        Assert.Equal((cancel, !cancel), (again.CancelRequested, again.PauseRequested));
    }

    [Fact]
    public async Task A_wish_to_stop_is_for_running_jobs_only()
    {
        var job = await Insert();

        Assert.False(await Db.Jobs.RequestStop(job.Id, cancel: true, Ct));
        Assert.False((await Find(job.Id)).CancelRequested);
    }

    private Task<ClaimOutcome> Claim(VideoJob job, string claim) => Db.Jobs.Claim(job.Id, claim, Now, Ct);

    private async Task<bool> Leave(string kind, VideoJob job, string claim)
    {
        var artifact = new Artifact(job.Id, ArtifactKind.Txt, "a.txt", "a.txt", "text/plain", 1, "aa", "bb");
        return kind switch
        {
            "stage" => await Db.Jobs.StageCompleted(job.Id, claim, JobStage.Download, Now, Ct),
            "piece" => await Db.Pieces.Save(job.Id, claim, new TranscribedPiece(new Piece(0, 0, 60), "fp", "en", [], "e"), Ct),
            "artifact" => await Db.Artifacts.Save(artifact, claim, Ct),
            "remote id" => await Db.Artifacts.Save(artifact, claim, Ct) && await Db.Artifacts.SaveRemoteId(job.Id, ArtifactKind.Txt, claim, "id", Ct),
            _ => await Db.Jobs.QueuePublish(job.Id, claim, [Word("Complete")], "Complete", Ct),
        };
    }
}
