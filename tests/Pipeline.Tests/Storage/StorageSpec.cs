using Pipeline.Core.Board;
using Pipeline.Core.Jobs;

namespace Pipeline.Tests.Storage;

/// <summary>Base of the specs over the storage ports; a subclass names the database engine.</summary>
public abstract class StorageSpec(Func<Task<TestStorage>> open) : IAsyncLifetime
{
    protected const string Run = "run-1";
    protected const string Page = "page-1";

    protected TestStorage Db { get; private set; } = null!;
    protected DateTimeOffset Now => Db.Clock.Now;
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected static JobError Failure { get; } = new(ErrorClass.Transient, "http-503", "The site did not answer.", "HTTP 503");

    public async ValueTask InitializeAsync() => Db = await open();

    public async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected VideoJob NewJob() => new()
    {
        Id = JobId.New(Now),
        Source = SourceKind.Web,
        SourceUrl = "https://video.example/1",
        Channel = "talks",
        NotionPageId = Page,
        AcceptedAt = Now,
        DueAt = Now,
    };

    protected async Task<VideoJob> Insert(VideoJob? job = null) => (await Db.Jobs.Insert(job ?? NewJob(), Ct)).Job;

    protected async Task<VideoJob> InsertRunning(string claim = Run)
    {
        var job = await Insert();
        return Assert.IsType<ClaimOutcome.Claimed>(await Db.Jobs.Claim(job.Id, claim, Now, Ct)).Job;
    }

    protected async Task<VideoJob> InsertIn(JobStatus status)
    {
        var job = status == JobStatus.Pending ? await Insert() : await InsertRunning();
        JobEvent? last = status switch
        {
            JobStatus.Paused => JobEvent.PauseRequested,
            JobStatus.Completed => JobEvent.Completed,
            JobStatus.Failed => JobEvent.FailedForGood,
            JobStatus.Cancelled => JobEvent.Cancelled,
            JobStatus.Skipped => JobEvent.DuplicateFound,
            _ => null,
        };
        if (last is { } @event) Assert.True(await Db.Jobs.Apply(job.Id, Run, new JobChange(@event, Now), Ct));
        return await Find(job.Id);
    }

    protected async Task<VideoJob> Find(JobId id) => (await Db.Jobs.Find(id, Ct))!;

    protected static BoardWrite Word(string word, string page = Page, string channel = "talks") => Value(FieldKey.Status, word, page, channel);

    protected static BoardWrite Value(string field, string text, string page = Page, string channel = "talks") =>
        new BoardWrite.Values(page, channel, new Dictionary<string, BoardValue> { [field] = new BoardValue.Text(text) });

    /// <summary>A whole transcript of these paragraphs; its heading is its name.</summary>
    protected static BoardWrite.Transcript Text(string page = Page, params string[] paragraphs) =>
        new(page, "talks", "Transcript", [.. paragraphs.Select(p => new PageParagraph("", null, [new TextRun(p)]))]) { Whole = true };
}
