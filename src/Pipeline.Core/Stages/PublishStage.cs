using Pipeline.Core.Board;
using Pipeline.Core.Jobs;
using Pipeline.Core.Running;
using Pipeline.Core.Transcripts;

namespace Pipeline.Core.Stages;

/// <summary>Puts the transcript and the results into the outbox, once, and waits until the board has them. The final word is
/// the last write: whoever sees it finds everything else there. A job that only waits for Notion holds no slot: the outbox goes on alone.</summary>
public sealed class PublishStage(IArtifactStore artifacts, IPieceStore pieces, IBoardOutbox outbox, WorkerOptions options, TimeProvider time) : IStage
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>A job that comes back too late costs nothing: its row says Complete already.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    public JobStage Stage => JobStage.Publish;

    public async Task<StageOutcome> Run(JobContext job, CancellationToken ct)
    {
        if (BoardTarget.Results(job.Job, job.Channel) is not { } page) return StageOutcome.Finished;
        if (!job.Job.PublishQueued)
        {
            var transcript = await TranscriptOf(job, ct);
            var files = await artifacts.List(job.Job.Id, ct);
            await job.QueuePublish(PublishedPage.Of(page, job.Job, job.Channel, transcript, files, await job.ReadLog(ct), job.Now), job.Channel.StatusWords.Complete, ct);
        }

        return await Arrival(job, ct);
    }

    private async Task<Transcript> TranscriptOf(JobContext job, CancellationToken ct) =>
        TranscriptAssembler.Assemble(job.Job.Title ?? "", job.Job.DurationSeconds ?? 0, await pieces.ListWordless(job.Job.Id, ct));

    /// <summary>Waits for the outbox to be empty of this job; its sender works in parallel and survives restarts.</summary>
    private async Task<StageOutcome> Arrival(JobContext job, CancellationToken ct)
    {
        using var tick = new PeriodicTimer(Look, time);
        var until = time.GetUtcNow().AddSeconds(options.PublishPatienceSeconds);
        while (true)
        {
            var wait = await outbox.Waiting(job.Job.Id, ct);
            if (wait.Count == 0) return StageOutcome.Finished;
            if (wait.Lasting || time.GetUtcNow() > until)
                return new StageOutcome.Snooze(Pause, $"Waiting for Notion: {wait.Reason ?? "writes are on their way"}");
            await job.Report(Stage, 50, $"Writing into Notion, {wait.Count} to go", ct);
            await tick.WaitForNextTickAsync(ct);
        }
    }
}
