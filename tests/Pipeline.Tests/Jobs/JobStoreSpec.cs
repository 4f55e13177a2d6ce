using Pipeline.Core.Jobs;
using Pipeline.Tests.Storage;

namespace Pipeline.Tests.Jobs;

public abstract class JobStoreSpec(Func<Task<TestStorage>> open) : StorageSpec(open)
{
    [Fact]
    public async Task A_new_row_comes_back_as_it_was_accepted()
    {
        var job = NewJob() with
        {
            Source = SourceKind.Drive,
            DriveFileId = "drive-1",
            FileName = "[a, b] talk.mp4",
            ParentFolderId = "folder-9",
            Priority = 20,
            RequestedLanguage = "uk",
            IntakeKey = "key-1",
            Stage = JobStage.Transcribe,
            DueAt = Now.AddHours(1),
            Title = "Привіт",
            PublishedAt = Now.AddDays(-3),
            DurationSeconds = 61.25,
        };

        var (stored, inserted) = await Db.Jobs.Insert(job, Ct);

        Assert.True(inserted);
        Assert.Equal(job, stored with { Stages = job.Stages });
        Assert.Equal(Enum.GetValues<JobStage>().Select(s => new StageRecord(s, StageStatus.Pending, 0, null, null, null)), stored.Stages);
        Assert.Equal([new JobLogLine(Now, "Accepted for channel talks.")], await Db.Jobs.ReadLog(job.Id, Ct));
        Assert.Null(await Db.Jobs.Find(JobId.New(Now), Ct));
    }

    [Theory]
    [InlineData(JobStatus.Pending, false)]
    [InlineData(JobStatus.Running, false)]
    [InlineData(JobStatus.Paused, false)]
    [InlineData(JobStatus.Completed, true)]
    [InlineData(JobStatus.Failed, true)]
    [InlineData(JobStatus.Cancelled, true)]
    [InlineData(JobStatus.Skipped, true)]
    public async Task A_repeated_request_finds_the_open_job_and_makes_a_new_one_only_after_its_end(JobStatus status, bool expected)
    {
        var first = await InsertIn(status);
        await Db.Execute("update jobs set intake_key = 'key-1'");

        var (job, inserted) = await Db.Jobs.Insert(NewJob() with { IntakeKey = "key-1" }, Ct);

        Assert.Equal(expected, inserted);
        Assert.Equal(expected, job.Id != first.Id);
    }

    [Fact]
    public async Task The_same_id_is_not_inserted_twice_whatever_became_of_the_first()
    {
        var first = await InsertIn(JobStatus.Failed);
        var before = await Db.Dump();

        var (job, inserted) = await Db.Jobs.Insert(NewJob() with { Id = first.Id, SourceUrl = "https://video.example/2" }, Ct);

        Assert.Equal((false, "https://video.example/1"), (inserted, job.SourceUrl));
        Assert.Equal(before, await Db.Dump());
    }

    [Fact]
    public async Task Of_requests_that_arrive_at_once_with_one_key_a_single_job_is_made()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(
            _ => Task.Run(() => Db.Jobs.Insert(NewJob() with { IntakeKey = "key-1" }, Ct))));

        Assert.Single(answers, a => a.Inserted);
        Assert.Single(answers.Select(a => a.Job.Id).Distinct());
    }

    [Fact]
    public async Task Jobs_are_listed_newest_first_and_by_status()
    {
        var old = await InsertRunning();
        Db.Clock.Now = Now.AddSeconds(1);
        var middle = await InsertIn(JobStatus.Failed);
        Db.Clock.Now = Now.AddSeconds(1);
        var young = await Insert();

        Assert.Equal([young.Id, middle.Id, old.Id], await Listed(new JobQuery([])));
        Assert.Equal([young.Id, old.Id], await Listed(JobQuery.Open));
        Assert.Equal([young.Id, middle.Id], await Listed(new JobQuery([], Take: 2)));
        Assert.All(await Db.Jobs.List(new JobQuery([]), Ct), j => Assert.Equal(4, j.Stages.Count));
    }

    [Fact]
    public async Task The_newest_job_of_a_page_is_found_in_whatever_status()
    {
        await Insert();
        Db.Clock.Now = Now.AddSeconds(1);
        var second = await InsertIn(JobStatus.Skipped);

        Assert.Equal(second.Id, (await Db.Jobs.FindByPage(Page, Ct))!.Id);
        Assert.Null(await Db.Jobs.FindByPage("another page", Ct));
    }

    [Fact]
    public async Task What_a_stage_found_out_is_remembered_and_null_leaves_a_column_as_it_is()
    {
        var job = await InsertRunning();
        await Db.Jobs.Remember(job.Id, Run, new JobFacts { Title = "A talk", DurationSeconds = 12.5, PublishedAt = Now, PublishQueued = true }, Ct);
        await Db.Jobs.Remember(job.Id, Run, new JobFacts
        {
            Language = "en", TranscriptCharacters = 0, FolderId = "f", FolderUrl = "u", PublishQueued = false, SoundTracks = 2,
        }, Ct);

        var expected = job with
        {
            Title = "A talk", DurationSeconds = 12.5, PublishedAt = Now, Language = "en", TranscriptCharacters = 0, FolderId = "f", FolderUrl = "u", SoundTracks = 2,
        };
        Assert.Equal(expected, (await Find(job.Id)) with { Stages = job.Stages });
    }

    [Fact]
    public async Task The_log_keeps_its_order_also_within_one_millisecond()
    {
        var job = await Insert();
        foreach (var line in (string[])["b", "a", "c"]) await Db.Jobs.Log(job.Id, Now, line, Ct);

        Assert.Equal(["b", "a", "c"], (await Db.Jobs.ReadLog(job.Id, Ct)).Skip(1).Select(l => l.Line));
    }

    private async Task<IEnumerable<JobId>> Listed(JobQuery query) => (await Db.Jobs.List(query, Ct)).Select(j => j.Id);
}
