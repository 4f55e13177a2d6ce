using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;

namespace Pipeline.Core.Running;

/// <summary>What a stage has in its hands: the row as this run knows it, the job's folder, and writes fenced by the claim.
/// Every write throws <see cref="ClaimLostException"/> when another run owns the row.</summary>
public sealed class JobContext(VideoJob job, Channel channel, string claim, Workspace workspace, IJobStore jobs, BoardSignal signal, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan ShowEvery = TimeSpan.FromSeconds(3);

    private readonly double[] _percent = [.. Enum.GetValues<JobStage>().Select(s => s < job.Stage ? 100d : 0)];
    private readonly long[] _reportedAt = new long[Enum.GetValues<JobStage>().Length];

    /// <summary>A stage and the early work of the next one write at the same time; what is read back must be the newest.</summary>
    private readonly SemaphoreSlim _oneWriter = new(1);
    private long _shownAt;
    private (JobStage Stage, double Percent, long At)? _pace;

    public VideoJob Job { get; private set; } = job;

    public Channel Channel => channel;

    public string Claim => claim;

    public Workspace Workspace => workspace;

    /// <summary>Tells when the job will be done; null: nobody does.</summary>
    public EtaEstimator? Eta { get; init; }

    /// <summary>What the download of this run writes.</summary>
    public IncomingFile Incoming { get; } = new(time);

    /// <summary>The early work of the stage that has its turn; completed when there is or was none. Never faulted.</summary>
    public Task Early { get; internal set; } = Task.CompletedTask;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Marks a stage as begun and, when <paramref name="word"/> is given, tells the board so, in one transaction.</summary>
    public async Task Begin(JobStage stage, string? word, CancellationToken ct)
    {
        var writes = word is null ? [] : BoardUpdates.Word(Job, channel, word, Now);
        // Done again, and so is everything after it.
        if (stage < Job.Stage) Array.Clear(_percent, (int)stage, _percent.Length - (int)stage);
        await Write(() => jobs.StageStarted(Job.Id, claim, stage, Now, writes, word, ct), ct);
        if (writes.Count > 0) signal.Notify();
    }

    /// <summary>Marks a stage as begun before its turn; the job's stage and the board's word stay.</summary>
    public async Task BeginEarly(JobStage stage, CancellationToken ct) => Fence(await jobs.StageStartedEarly(Job.Id, claim, stage, Now, ct));

    public async Task Complete(JobStage stage, CancellationToken ct)
    {
        _percent[(int)stage] = 100;
        Fence(await jobs.StageCompleted(Job.Id, claim, stage, Now, ct));
    }

    /// <summary>Stores what was found out and refreshes <see cref="Job"/>.</summary>
    public Task Remember(JobFacts facts, CancellationToken ct) => Write(() => jobs.Remember(Job.Id, claim, facts, ct), ct);

    /// <summary>A person has changed the row before the start.</summary>
    public async Task Redirect(SourceKind source, string url, string? language, CancellationToken ct)
    {
        Fence(await jobs.Redirect(Job.Id, claim, source, url, language, ct));
        Job = Job with { Source = source, SourceUrl = url, RequestedLanguage = language ?? Job.RequestedLanguage };
    }

    public async Task QueuePublish(IReadOnlyList<BoardWrite> writes, string word, CancellationToken ct)
    {
        await Write(() => jobs.QueuePublish(Job.Id, claim, writes, word, ct), ct);
        signal.Notify();
    }

    /// <summary>Shows something on the page while the stage goes on.</summary>
    public async Task Show(IReadOnlyList<BoardWrite> writes, CancellationToken ct)
    {
        if (writes.Count == 0) return;
        Fence(await jobs.Show(Job.Id, claim, writes, ct));
        signal.Notify();
    }

    /// <summary>Progress for people, at most once a second (100 % always). Early work moves the bar; the line for people belongs to
    /// the stage whose turn it is.</summary>
    /// <param name="percent">0–100 of this stage.</param>
    public async Task Report(JobStage stage, double percent, string message, CancellationToken ct)
    {
        var (now, last) = (time.GetTimestamp(), _reportedAt[(int)stage]);
        if (percent < 100 && last != 0 && time.GetElapsedTime(last, now) < TimeSpan.FromSeconds(1)) return;
        _reportedAt[(int)stage] = now;
        _percent[(int)stage] = Math.Clamp(percent, 0, 100);
        var line = stage == Job.Stage ? message : null;
        Fence(await jobs.Report(Job.Id, claim, stage, _percent[(int)stage], Progress.Overall(_percent), line, Now, ct));
        if (stage == Job.Stage) await ShowProgress(stage, percent, ct);
    }

    public Task<IReadOnlyList<JobLogLine>> ReadLog(CancellationToken ct) => jobs.ReadLog(Job.Id, ct);

    public Task Log(string line, CancellationToken ct) => jobs.Log(Job.Id, Now, line, ct);

    /// <summary>Throws when a fenced write of this run changed nothing.</summary>
    public static void Fence(bool written)
    {
        if (!written) throw new ClaimLostException();
    }

    /// <summary>Every few seconds into the outbox, where the newest waits for its turn. "0 %, no idea how long" went along with the first word: it is
    /// not worth a call, and would keep back the first figure that is. The final page says 100: nothing is put behind it.</summary>
    private async Task ShowProgress(JobStage stage, double percent, CancellationToken ct)
    {
        if (Job.PublishQueued) return;
        if (_pace is not { } pace || pace.Stage != stage || percent < pace.Percent) _pace = pace = (stage, percent, time.GetTimestamp());
        if (_shownAt != 0 && time.GetElapsedTime(_shownAt) < ShowEvery) return;
        if (channel.Column(FieldKey.Progress) is null && channel.Column(FieldKey.Eta) is null) return;
        var left = Eta is null ? null : await Eta.Left(Job.DurationSeconds, stage, percent, percent - pace.Percent, time.GetElapsedTime(pace.At), ct);
        var overall = Progress.Overall(_percent);
        if (_shownAt == 0 && overall < 1 && left is null) return;
        _shownAt = time.GetTimestamp();
        await Show(LiveFields.Write(Job, channel, LiveFields.Moving(overall, Now + left)), ct);
    }

    public void Dispose() => _oneWriter.Dispose();

    private async Task Write(Func<Task<bool>> write, CancellationToken ct)
    {
        await _oneWriter.WaitAsync(ct);
        try
        {
            Fence(await write());
            Job = await jobs.Find(Job.Id, ct) ?? throw new ClaimLostException();
        }
        finally
        {
            _oneWriter.Release();
        }
    }
}
