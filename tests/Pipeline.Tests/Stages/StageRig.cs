using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Adapters.Ffmpeg;
using Pipeline.Adapters.LocalFiles;
using Pipeline.Adapters.Processes;
using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Core.Files;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;
using Pipeline.Core.Running;
using Pipeline.Core.Stages;
using Pipeline.Tests.Storage;

namespace Pipeline.Tests.Stages;

/// <summary>One claimed job with a real database, workspace, ffmpeg and folder of finished files; stages can be run on it again
/// and again, as after a crash.</summary>
internal sealed class StageRig : IAsyncDisposable
{
    private const string Run = "run-1";
    private static readonly ProcessRunner Runner = new(TimeProvider.System, NullLogger<ProcessRunner>.Instance);
    private readonly ServiceProvider _files;
    private readonly VideoJob _job;

    private StageRig(TestStorage db, VideoJob job, ServiceProvider files) => (Db, _job, _files) = (db, job, files);

    public TestStorage Db { get; }

    public JobId Id => _job.Id;

    public Engine Engine { get; } = new();

    private string Finished => Path.Combine(Db.Directory, "finished");

    public Workspace Workspace => new(Path.Combine(Db.Directory, "work"), _job.Id);

    public FfmpegDecoder Decoder { get; } = new(Runner, new FfmpegOptions());

    public FfmpegOptions Ffmpeg { get; } = new();

    public Channel Channel { get; set; } = new() { Name = "talks", Action = ChannelAction.UpdateOrigin };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="page">The Notion row it came from.</param>
    public static async Task<StageRig> Create(string page = "page-1")
    {
        var db = await TestStorage.Sqlite();
        var now = db.Clock.Now;
        var job = new VideoJob
        {
            Id = JobId.New(now), Source = SourceKind.Web, SourceUrl = "https://video.example/1", Channel = "talks", NotionPageId = page, AcceptedAt = now, DueAt = now,
        };
        await db.Jobs.Insert(job, Ct);
        await db.Jobs.Claim(job.Id, Run, now, Ct);
        var settings = new Dictionary<string, string?> { ["LocalFiles:Directory"] = Path.Combine(db.Directory, "finished") };
        var files = new ServiceCollection().AddLocalFiles(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
        return new StageRig(db, job, files);
    }

    public async Task<JobContext> Context() => new(
        (await Db.Jobs.Find(_job.Id, Ct))!, Channel, Run, Workspace, Db.Jobs, new BoardSignal(), TimeProvider.System);

    private FfmpegEditor Editor => new(Runner, Ffmpeg);

    private FfprobeInspector Inspector => new(Runner, Ffmpeg);

    private DiskGuard Disk => new(new WorkRoot(Db.Directory), new DiskFloor(1));

    /// <summary>As the download leaves it.</summary>
    public async Task<string> Downloaded(byte[] content, string name = "media.mp4", double seconds = 4)
    {
        var path = Workspace.File(name);
        await File.WriteAllBytesAsync(path, content, Ct);
        var hashes = await FileHashes.Of(path, Ct);
        Assert.True(await Db.Artifacts.Save(new Artifact(_job.Id, ArtifactKind.Video, name, "Talk" + Path.GetExtension(name), ContentTypes.Of(name), hashes.Size, hashes.Sha256, hashes.Md5), Run, Ct));
        await Db.Jobs.Remember(_job.Id, Run, new JobFacts { Title = "Talk", DurationSeconds = seconds }, Ct);
        return path;
    }

    public async Task<StageOutcome> Transcribe() => await new TranscribeStage(
        Decoder, Inspector, new SpeechPieces(new SpeechMap(Engine), new SpeechChunker(new SpeechChunkerRule { LongPause = 0.5, Pad = 0, Shortest = 0 })), new Listening(Engine, Engine, Db.Pieces, NullLogger<Listening>.Instance), Db.Pieces,
        new TranscriptFiles(Db.Pieces, Db.Artifacts), Db.Artifacts, new StageSlots(new WorkerOptions()), Disk,
        TimeProvider.System).Run(await Context(), Ct);

    public async Task<StageOutcome> Upload(CancellationToken? ct = null) => await new UploadStage(
        Store, Db.Artifacts, new FinishedSound(Editor, Inspector, Db.Artifacts, Disk), new FinishedVideo(Editor, Inspector, Db.Artifacts, Disk, NullLogger<FinishedVideo>.Instance),
        new ResultCheck(Store, Db.Artifacts, Db.Pieces, Engine), TimeProvider.System).Run(await Context(), ct ?? Ct);

    private IFileStore Store => _files.GetRequiredKeyedService<IFileStore>(LocalFilesRegistration.StoreName);

    /// <param name="patience">Seconds for which it stands by while Notion is written; less than none: it does not.</param>
    public async Task<StageOutcome> Publish(double patience = -1) => await new PublishStage(
        Db.Artifacts, Db.Pieces, Db.Outbox, new WorkerOptions { PublishPatienceSeconds = patience }, TimeProvider.System).Run(await Context(), Ct);

    public async Task Retry(JobStage from)
    {
        await Db.Jobs.Apply(_job.Id, Run, new JobChange(JobEvent.Completed, Db.Clock.Now), Ct);
        await Db.Jobs.Apply(_job.Id, null, new JobChange(JobEvent.Retried, Db.Clock.Now) { Stage = from }, Ct);
        await Db.Jobs.Claim(_job.Id, Run, Db.Clock.Now, Ct);
    }

    public string FinishedFolder => Assert.Single(Directory.GetDirectories(Finished), d => Path.GetFileName(d)[0] != '.');

    public IEnumerable<string> FinishedFiles() =>
        Directory.EnumerateFiles(FinishedFolder).Select(p => Path.GetFileName(p)).Where(n => n[0] != '.').Order();

    public async Task<Artifact> Artifact(ArtifactKind kind) => (await Db.Artifacts.List(_job.Id, Ct)).Single(a => a.Kind == kind);

    public async ValueTask DisposeAsync()
    {
        await _files.DisposeAsync();
        await Db.DisposeAsync();
    }
}
