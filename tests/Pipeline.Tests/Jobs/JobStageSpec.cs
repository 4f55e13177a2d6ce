using Pipeline.Core.Jobs;
using Pipeline.Tests.Storage;

namespace Pipeline.Tests.Jobs;

public abstract class JobStageSpec(Func<Task<TestStorage>> open) : StorageSpec(open)
{
    [Fact]
    public async Task A_stage_that_begins_shows_in_the_row_its_stage_and_the_board()
    {
        var job = await InsertRunning();
        Assert.True(await Db.Jobs.StageStarted(job.Id, Run, JobStage.Download, Now, [Word("Downloading")], "Downloading", Ct));

        var started = await Find(job.Id);
        Assert.Equal((JobStage.Download, "Downloading"), (started.Stage, started.BoardWord));
        Assert.Equal(new StageRecord(JobStage.Download, StageStatus.Running, 0, Now, null, null), started.Stages[0]);
        Assert.True(await Db.Outbox.HasPage(Page, Ct));
    }

    [Fact]
    public async Task A_resumed_stage_keeps_its_start_and_its_progress_and_loses_its_error()
    {
        var job = await InsertRunning();
        var began = Now;
        await Db.Jobs.StageStarted(job.Id, Run, JobStage.Download, Now, [], null, Ct);
        await Db.Jobs.Report(job.Id, Run, JobStage.Download, 30, 10, null, Now, Ct);
        await Db.Jobs.Apply(job.Id, Run, new JobChange(JobEvent.FailedTransiently, Now) { Error = Failure }, Ct);
        Db.Clock.Now = Now.AddMinutes(5);
        await Db.Jobs.Claim(job.Id, "run-2", Now, Ct);

        await Db.Jobs.StageStarted(job.Id, "run-2", JobStage.Download, Now, [], null, Ct);

        Assert.Equal(new StageRecord(JobStage.Download, StageStatus.Running, 30, began, null, null), (await Find(job.Id)).Stages[0]);
    }

    [Fact]
    public async Task A_finished_stage_leads_to_the_next_one()
    {
        var job = await InsertRunning();
        foreach (var (stage, next) in ((JobStage, JobStage)[])
            [(JobStage.Download, JobStage.Transcribe), (JobStage.Transcribe, JobStage.Upload), (JobStage.Upload, JobStage.Publish),
             (JobStage.Publish, JobStage.Publish)])
        {
            await Db.Jobs.StageStarted(job.Id, Run, stage, Now, [], null, Ct);
            Assert.True(await Db.Jobs.StageCompleted(job.Id, Run, stage, Now.AddSeconds(5), Ct));
            var after = await Find(job.Id);
            Assert.Equal(next, after.Stage);
            Assert.Equal(new StageRecord(stage, StageStatus.Completed, 100, Now, Now.AddSeconds(5), null), after.Stages[(int)stage]);
        }
    }

    [Fact]
    public async Task A_stage_that_begins_early_shows_as_running_beside_the_one_whose_turn_it_is()
    {
        var job = await InsertRunning();
        await Db.Jobs.StageStarted(job.Id, Run, JobStage.Download, Now, [], null, Ct);
        Assert.True(await Db.Jobs.StageStartedEarly(job.Id, Run, JobStage.Transcribe, Now, Ct));

        var row = await Find(job.Id);
        Assert.Equal(JobStage.Download, row.Stage);
        Assert.Equal([StageStatus.Running, StageStatus.Running, StageStatus.Pending, StageStatus.Pending], row.Stages.Select(s => s.Status));
        Assert.False(await Db.Jobs.StageStartedEarly(job.Id, "run-2", JobStage.Upload, Now, Ct));
    }

    [Fact]
    public async Task A_failure_is_that_of_the_stage_whose_turn_it_was()
    {
        var job = await InsertRunning();
        await Db.Jobs.StageStarted(job.Id, Run, JobStage.Download, Now, [], null, Ct);
        await Db.Jobs.StageStartedEarly(job.Id, Run, JobStage.Transcribe, Now, Ct);

        await Db.Jobs.Apply(job.Id, Run, new JobChange(JobEvent.FailedTransiently, Now) { Error = Failure }, Ct);

        var stages = (await Find(job.Id)).Stages;
        Assert.Equal([StageStatus.Failed, StageStatus.Pending], stages.Take(2).Select(s => s.Status));
        Assert.Equal((Failure.Sentence, null, null), (stages[0].Error, stages[1].Error, stages[1].EndedAt));
    }

    [Theory]
    [InlineData(55.5, 55.5)]
    [InlineData(-1, 0)]
    [InlineData(250, 100)]
    [InlineData(double.NaN, 0)]
    public async Task Progress_is_kept_between_zero_and_a_hundred(double reported, double shown)
    {
        var job = await InsertRunning();
        Assert.True(await Db.Jobs.Report(job.Id, Run, JobStage.Upload, reported, reported, "3 of 7 MB", Now.AddSeconds(9), Ct));

        var after = await Find(job.Id);
        Assert.Equal((shown, shown, "3 of 7 MB"), (after.Progress, after.Stages[2].Progress, after.Message));
        Assert.Equal(Now.AddSeconds(9), after.ProgressAt);
    }

    [Fact]
    public async Task The_final_page_writes_are_queued_once_and_a_repeat_does_nothing()
    {
        var job = await InsertRunning();
        Assert.True(await Db.Jobs.QueuePublish(job.Id, Run, [Text(), Word("Complete")], "Complete", Ct));
        var before = await Db.Dump();

        Assert.True(await Db.Jobs.QueuePublish(job.Id, Run, [Text(paragraphs: "other"), Word("Complete again")], "Complete again", Ct));

        Assert.Equal(before, await Db.Dump());
        Assert.Equal((true, "Complete"), (await Find(job.Id)) is var j ? (j.PublishQueued, j.BoardWord) : default);
        Assert.Equal(2, (await Db.Outbox.Waiting(job.Id, Ct)).Count);
        Assert.False(await Db.Jobs.QueuePublish(job.Id, "run-2", [], null, Ct));
    }

    [Fact]
    public async Task Many_writers_at_once_lose_nothing()
    {
        var jobs = new List<VideoJob>();
        for (var i = 0; i < 8; i++) jobs.Add(await InsertRunning());

        await Task.WhenAll(jobs.Select(job => Task.Run(async () =>
        {
            for (var i = 1; i <= 25; i++)
            {
                Assert.True(await Db.Jobs.Report(job.Id, Run, JobStage.Download, i, i, $"line {i}", Now, Ct));
                await Db.Jobs.Log(job.Id, Now, $"line {i}", Ct);
            }
        })));

        foreach (var job in jobs)
        {
            Assert.Equal((25d, "line 25"), (await Find(job.Id)) is var j ? (j.Progress, j.Message) : default);
            Assert.Equal(27, (await Db.Jobs.ReadLog(job.Id, Ct)).Count);
        }
    }
}
