using FsCheck;
using FsCheck.Fluent;
using Pipeline.Core.Board;
using Pipeline.Core.Jobs;
using Pipeline.Tests.Storage;

namespace Pipeline.Tests.Jobs;

public abstract class JobChangeSpec(Func<Task<TestStorage>> open) : StorageSpec(open)
{
    public static TheoryData<JobStatus, JobEvent> EveryStep()
    {
        var data = new TheoryData<JobStatus, JobEvent>();
        foreach (var status in Enum.GetValues<JobStatus>())
            foreach (var @event in Enum.GetValues<JobEvent>().Except([JobEvent.Claimed, JobEvent.Reclaimed])) data.Add(status, @event);
        return data;
    }

    [Theory]
    [MemberData(nameof(EveryStep))]
    public async Task A_step_happens_exactly_where_the_table_has_it(JobStatus from, JobEvent @event)
    {
        var job = await InsertIn(from);
        var before = await Db.Dump();

        var done = await Db.Jobs.Apply(job.Id, null, new JobChange(@event, Now) { LogLine = "step", Board = [Word("w")] }, Ct);

        Assert.Equal(JobTransitions.IsAllowed(from, @event), done);
        var after = await Find(job.Id);
        Assert.Equal(done ? JobTransitions.Next(from, @event) : from, after.Status);
        Assert.Equal(after.Status == JobStatus.Running, after.Claim is not null);
        Assert.Equal(!JobTransitions.IsOpen(after.Status), after.EndedAt is not null);
        if (!done) Assert.Equal(before, await Db.Dump());
    }

    [Theory]
    [InlineData(JobEvent.Claimed)]
    [InlineData(JobEvent.Reclaimed)]
    public async Task Claiming_is_no_step_that_can_be_applied(JobEvent @event)
    {
        var job = await Insert();

        await Assert.ThrowsAsync<ArgumentException>(() => Db.Jobs.Apply(job.Id, Run, new JobChange(@event, Now), Ct));
    }

    /// <summary>Any walk through the events, whoever makes them, ends where the table says.</summary>
    [Fact]
    public void Any_sequence_of_events_follows_the_table() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(60),
        Prop.ForAll<JobEvent[]>(events => Walk(events).GetAwaiter().GetResult()));

    [Fact]
    public async Task A_transient_failure_waits_for_its_time_and_keeps_the_error()
    {
        var job = await InsertRunning();
        await Db.Jobs.StageStarted(job.Id, Run, JobStage.Download, Now, [], null, Ct);
        await Apply(job, Run, new JobChange(JobEvent.FailedTransiently, Now) { DueAt = Now.AddMinutes(2), Error = Failure, Message = "again in 2 min" });

        var failed = await Find(job.Id);
        Assert.Equal((JobStatus.Pending, 1, Now.AddMinutes(2)), (failed.Status, failed.Attempt, failed.DueAt));
        Assert.Equal((Failure, "again in 2 min"), (failed.Error, failed.Message));
        Assert.Equal(new StageRecord(JobStage.Download, StageStatus.Failed, 0, Now, Now, Failure.Sentence), failed.Stages[0]);
    }

    [Fact]
    public async Task A_stop_gives_the_attempt_back_and_the_stage_goes_on_later()
    {
        var job = await InsertRunning();
        await Db.Jobs.StageStarted(job.Id, Run, JobStage.Transcribe, Now, [], null, Ct);
        await Db.Jobs.Report(job.Id, Run, JobStage.Transcribe, 40, 50, "piece 4 of 10", Now, Ct);
        var began = Now;
        Db.Clock.Now = Now.AddMinutes(1);
        await Apply(job, Run, new JobChange(JobEvent.Stopped, Now) { GiveAttemptBack = true });

        var stopped = await Find(job.Id);
        Assert.Equal((0, Now, JobStage.Transcribe), (stopped.Attempt, stopped.DueAt, stopped.Stage));
        Assert.Equal(new StageRecord(JobStage.Transcribe, StageStatus.Pending, 40, began, null, null), stopped.Stages[1]);
    }

    [Fact]
    public async Task An_attempt_given_back_never_falls_below_zero()
    {
        var job = await InsertRunning();
        await Db.Execute("update jobs set attempt = 0");

        await Apply(job, Run, new JobChange(JobEvent.Snoozed, Now) { GiveAttemptBack = true, DueAt = Now.AddHours(1) });

        Assert.Equal(0, (await Find(job.Id)).Attempt);
    }

    [Fact]
    public async Task A_completed_job_has_no_error_and_all_its_stages_are_done()
    {
        var job = await InsertRunning();
        await Apply(job, Run, new JobChange(JobEvent.FailedTransiently, Now) { Error = Failure });
        await Db.Jobs.Claim(job.Id, "run-2", Now, Ct);
        await Db.Jobs.RequestStop(job.Id, cancel: false, Ct);
        await Apply(job, "run-2", new JobChange(JobEvent.Completed, Now));

        var done = await Find(job.Id);
        Assert.Null(done.Error);
        Assert.Equal((100d, Now, false), (done.Progress, done.EndedAt, done.PauseRequested));
        Assert.All(done.Stages, s => Assert.Equal((StageStatus.Completed, 100d), (s.Status, s.Progress)));
    }

    [Fact]
    public async Task A_retry_begins_anew_from_the_failed_stage()
    {
        var job = await FailedInTranscribe();
        Db.Clock.Now = Now.AddDays(1);
        await Apply(job, null, new JobChange(JobEvent.Retried, Now));

        var again = await Find(job.Id);
        Assert.Equal((JobStatus.Pending, 0, JobStage.Transcribe, Now), (again.Status, again.Attempt, again.Stage, again.DueAt));
        Assert.Equal((null, null, null), (again.Error, again.EndedAt, again.StartedAt));
        Assert.Equal((false, "Error", 0), (again.PublishQueued, again.BoardWord, again.Sweeps));
        Assert.Equal(
            [StageStatus.Completed, StageStatus.Pending, StageStatus.Pending, StageStatus.Pending], again.Stages.Select(s => s.Status));
    }

    [Fact]
    public async Task A_repeat_of_a_completed_job_does_the_named_stage_and_all_after_it_again()
    {
        var job = await InsertIn(JobStatus.Completed);
        await Apply(job, null, new JobChange(JobEvent.Retried, Now) { Stage = JobStage.Upload });

        Assert.Equal(
            [StageStatus.Completed, StageStatus.Completed, StageStatus.Pending, StageStatus.Pending], (await Find(job.Id)).Stages.Select(s => s.Status));
    }

    [Fact]
    public async Task Sweeps_are_counted_until_a_person_retries()
    {
        var job = await InsertIn(JobStatus.Failed);
        for (var sweep = 1; sweep <= 2; sweep++)
        {
            await Apply(job, null, new JobChange(JobEvent.Retried, Now) { BySweep = true });
            Assert.Equal(sweep, (await Find(job.Id)).Sweeps);
            await Db.Jobs.Claim(job.Id, Run, Now, Ct);
            await Apply(job, Run, new JobChange(JobEvent.FailedForGood, Now));
        }

        await Apply(job, null, new JobChange(JobEvent.Retried, Now));
        Assert.Equal(0, (await Find(job.Id)).Sweeps);
    }

    [Fact]
    public async Task A_retry_gives_way_to_an_open_job_of_the_same_request()
    {
        var (failed, _) = await Db.Jobs.Insert(NewJob() with { IntakeKey = "key-1" }, Ct);
        await Apply(failed, null, new JobChange(JobEvent.Cancelled, Now));
        await Db.Jobs.Insert(NewJob() with { IntakeKey = "key-1" }, Ct);

        Assert.False(await Db.Jobs.Apply(failed.Id, null, new JobChange(JobEvent.Retried, Now), Ct));
        Assert.Equal(JobStatus.Cancelled, (await Find(failed.Id)).Status);
    }

    [Fact]
    public async Task The_sweep_leaves_a_failure_alone_whose_row_has_got_another_link_since_and_a_person_may_still_retry_it()
    {
        var old = await InsertIn(JobStatus.Failed);
        Db.Clock.Now = Now.AddMinutes(1);
        await InsertIn(JobStatus.Failed);

        Assert.False(await Db.Jobs.Apply(old.Id, null, new JobChange(JobEvent.Retried, Now) { BySweep = true }, Ct));
        Assert.True(await Db.Jobs.Apply(old.Id, null, new JobChange(JobEvent.Retried, Now), Ct));
    }

    [Fact]
    public async Task A_page_has_one_open_job_whatever_key_its_request_bore()
    {
        var (polled, _) = await Db.Jobs.Insert(NewJob() with { IntakeKey = "page:" + Page }, Ct);
        var (same, inserted) = await Db.Jobs.Insert(NewJob() with { IntakeKey = "key:abc" }, Ct);
        Assert.Equal((polled.Id, false), (same.Id, inserted));

        await Apply(polled, null, new JobChange(JobEvent.Cancelled, Now));
        Assert.True((await Db.Jobs.Insert(NewJob() with { IntakeKey = "key:abc" }, Ct)).Inserted);
        Assert.False(await Db.Jobs.Apply(polled.Id, null, new JobChange(JobEvent.Retried, Now), Ct));
    }

    [Fact]
    public async Task A_wish_to_cancel_outlives_a_failure_and_a_pause_but_not_the_end()
    {
        var job = await InsertRunning();
        await Db.Jobs.RequestStop(job.Id, cancel: true, Ct);
        await Apply(job, Run, new JobChange(JobEvent.FailedTransiently, Now));
        Assert.True((await Find(job.Id)).CancelRequested);

        await Apply(job, null, new JobChange(JobEvent.Cancelled, Now));

        Assert.False((await Find(job.Id)).CancelRequested);
    }

    [Fact]
    public async Task A_step_brings_its_log_line_and_its_board_writes_along()
    {
        var job = await InsertRunning();
        await Apply(job, Run, new JobChange(JobEvent.FailedForGood, Now)
        {
            Error = Failure,
            Board = [Word("Error"), Value(FieldKey.ProcessErrors, Failure.Sentence)], BoardWord = "Error", LogLine = "Failed: it did not answer.",
        });

        Assert.Equal("Error", (await Find(job.Id)).BoardWord);
        Assert.Equal(2, (await Db.Outbox.Waiting(job.Id, Ct)).Count);
        Assert.Equal(new JobLogLine(Now, "Failed: it did not answer."), (await Db.Jobs.ReadLog(job.Id, Ct))[^1]);
    }

    private async Task Apply(VideoJob job, string? claim, JobChange change) => Assert.True(await Db.Jobs.Apply(job.Id, claim, change, Ct));

    private async Task<VideoJob> FailedInTranscribe()
    {
        var job = await InsertRunning();
        await Db.Jobs.StageCompleted(job.Id, Run, JobStage.Download, Now, Ct);
        await Db.Jobs.StageStarted(job.Id, Run, JobStage.Transcribe, Now, [], null, Ct);
        await Db.Jobs.QueuePublish(job.Id, Run, [], null, Ct);
        await Db.Jobs.RequestStop(job.Id, cancel: true, Ct);
        await Apply(job, Run, new JobChange(JobEvent.FailedForGood, Now) { Error = Failure, BoardWord = "Error" });
        return await Find(job.Id);
    }

    private async Task<bool> Walk(IEnumerable<JobEvent> events)
    {
        var job = await Insert();
        var expected = JobStatus.Pending;
        foreach (var @event in events)
        {
            var allowed = JobTransitions.IsAllowed(expected, @event);
            var done = @event is JobEvent.Claimed or JobEvent.Reclaimed
                ? await Db.Jobs.Claim(job.Id, Guid.NewGuid().ToString(), Now, Ct) is not ClaimOutcome.NotClaimable
                : await Db.Jobs.Apply(job.Id, null, new JobChange(@event, Now), Ct);

            // Claim decides by itself which of its two events happens.
            if (@event is JobEvent.Claimed or JobEvent.Reclaimed) allowed = expected is JobStatus.Pending or JobStatus.Running;
            if (allowed) expected = JobTransitions.Target(@event);
            if (done != allowed || (await Find(job.Id)).Status != expected) return false;
        }

        return true;
    }
}
