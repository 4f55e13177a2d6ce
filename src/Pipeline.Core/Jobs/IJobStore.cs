using Pipeline.Core.Board;

namespace Pipeline.Core.Jobs;

/// <summary>The rows. Every change is one transaction, guarded by status and, for a run's own writes, by its claim.
/// A method that answers false changed nothing: the claim is lost or the status has moved on.</summary>
public interface IJobStore
{
    /// <summary>Inserts a Pending row and its log line. If an open row has the same <see cref="VideoJob.IntakeKey"/> (any row,
    /// where the key begins with <c>key:</c>), an open row the same page (both with a key), or any row the same id, nothing is inserted and the row that is there comes back.</summary>
    Task<(VideoJob Job, bool Inserted)> Insert(VideoJob job, CancellationToken ct);

    Task<VideoJob?> Find(JobId id, CancellationToken ct);

    /// <summary>Newest job that came from this Notion row, in whatever status.</summary>
    Task<VideoJob?> FindByPage(string notionPageId, CancellationToken ct);

    Task<IReadOnlyList<VideoJob>> List(JobQuery query, CancellationToken ct);

    /// <summary>Pending → Running (attempt +1), or Running → Running when an earlier run died (attempt +1 only if it left no
    /// new checkpoint). Sets claim, ProgressAt and StartedAt (moved on by the time in which nobody was at work).</summary>
    Task<ClaimOutcome> Claim(JobId id, string claim, DateTimeOffset now, CancellationToken ct);

    /// <summary>Takes one step of <see cref="JobTransitions"/>. <paramref name="claim"/> null: an outside event (pause, cancel, retry).</summary>
    Task<bool> Apply(JobId id, string? claim, JobChange change, CancellationToken ct);

    /// <summary>A stage begins: job.stage, the stage's row, optional status word, one transaction.</summary>
    Task<bool> StageStarted(JobId id, string claim, JobStage stage, DateTimeOffset at, IReadOnlyList<BoardWrite> board, string? boardWord, CancellationToken ct);

    /// <summary>A stage begins while the one before it still works: the stage's row only.</summary>
    Task<bool> StageStartedEarly(JobId id, string claim, JobStage stage, DateTimeOffset at, CancellationToken ct);

    /// <summary>A stage is done: counts as a checkpoint.</summary>
    Task<bool> StageCompleted(JobId id, string claim, JobStage stage, DateTimeOffset at, CancellationToken ct);

    /// <summary>Remembers what a stage found out.</summary>
    Task<bool> Remember(JobId id, string claim, JobFacts facts, CancellationToken ct);

    /// <summary>Puts the final page writes into the outbox and sets PublishQueued, in one transaction; once only.</summary>
    Task<bool> QueuePublish(JobId id, string claim, IReadOnlyList<BoardWrite> board, string? boardWord, CancellationToken ct);

    /// <summary>Puts writes into the outbox that go with no step of the job, such as a transcript that grows.</summary>
    Task<bool> Show(JobId id, string claim, IReadOnlyList<BoardWrite> board, CancellationToken ct);

    /// <summary>Progress for people: stage 0–100, overall 0–100, one line. Not a checkpoint; moves ProgressAt.</summary>
    Task<bool> Report(JobId id, string claim, JobStage stage, double stageProgress, double overall, string? message, DateTimeOffset at, CancellationToken ct);

    /// <summary>A person has changed the row before the start: this link, and this language (null keeps it).</summary>
    Task<bool> Redirect(JobId id, string claim, SourceKind source, string url, string? language, CancellationToken ct);

    /// <summary>A person asks again for what is under way: a job that waits for its next attempt is due now, and the board is told its word again.</summary>
    Task<bool> AskedAgain(JobId id, DateTimeOffset at, IReadOnlyList<BoardWrite> board, CancellationToken ct);

    /// <summary>Asks a running job to pause or to be cancelled at its next checkpoint.</summary>
    Task<bool> RequestStop(JobId id, bool cancel, CancellationToken ct);

    /// <summary>Shows something of a job that waits; false when it no longer does.</summary>
    Task<bool> ShowPending(JobId id, IReadOnlyList<BoardWrite> board, CancellationToken ct);

    /// <summary>Seconds that each stage took per second of video: the median of the last 20 completed jobs, stages without one left out.</summary>
    Task<IReadOnlyDictionary<JobStage, double>> StageSpeeds(CancellationToken ct);

    Task Log(JobId id, DateTimeOffset at, string line, CancellationToken ct);

    Task<IReadOnlyList<JobLogLine>> ReadLog(JobId id, CancellationToken ct);
}
