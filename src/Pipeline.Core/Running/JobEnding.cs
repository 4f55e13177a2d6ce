using Microsoft.Extensions.Logging;
using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;

namespace Pipeline.Core.Running;

/// <summary>Writes how a run ended: status, error, the board's words and the next firing. Runs also while the worker stops, hence no token.</summary>
public sealed class JobEnding(
    IJobStore jobs, IJobScheduler scheduler, RetryPolicy retry, IErrorSentence sentences, WorkerOptions worker, BoardSignal signal, TimeProvider time, ILogger<JobEnding> log)
{
    public async Task Completed(JobContext context)
    {
        var words = context.Job.TranscriptCharacters is > 0 ? "" : " No speech was found, so the transcript is empty." + UnheardTracks.Hint(context.Job);
        if (context.Job.ProcessingMode == ProcessingMode.Reused) words += " The same recording had been transcribed before; its text was used again.";
        if (await Apply(context.Job, context.Claim, new(JobEvent.Completed, time.GetUtcNow()) { Message = "Complete." + words, LogLine = "Complete." + words }))
        {
            // After the row: a crash in between leaves a folder that the next start sweeps away.
            context.Workspace.Remove();
            Log.Completed(log, context.Job.Attempt);
        }
    }

    public async Task Left(JobContext context, RowLeftException left)
    {
        Log.Left(log, left.Message);
        if (await Apply(context.Job, context.Claim, new(left.Event, time.GetUtcNow()) { Message = left.Message, LogLine = left.Message })) context.Workspace.Remove();
    }

    public async Task Snoozed(VideoJob job, string claim, StageOutcome.Snooze snooze) =>
        await Again(job, claim, new(JobEvent.Snoozed, time.GetUtcNow()) { GiveAttemptBack = true, Message = snooze.Reason, LogLine = snooze.Reason }, snooze.Pause);

    public async Task Failed(VideoJob job, Channel channel, string claim, JobError error)
    {
        var (@event, pause) = retry.Decide(error, job.Attempt, Random.Shared.NextDouble());
        var now = time.GetUtcNow();
        Log.Failed(log, error.Class, error.Code, error.Sentence, error.Detail);
        var sentence = pause is { } rest
            ? sentences.Again(error, channel, job.Attempt, retry.MaxAttempts, now + rest)
            : sentences.Final(error, channel, job.Attempt, retry.MaySweep(job with { Status = JobStatus.Failed, Error = error }));
        var change = new JobChange(@event, now)
        {
            Error = error with { Sentence = sentence }, GiveAttemptBack = @event == JobEvent.Snoozed, Message = sentence, LogLine = $"{error.Class}: {sentence}",
        };
        if (pause is { } wait) await Again(job, claim, change with { Board = BoardUpdates.Waiting(job, channel, sentence) }, wait);
        else await Apply(job, claim, change with { Board = BoardUpdates.Failure(job, channel, change.Error, now, await jobs.ReadLog(job.Id, CancellationToken.None)), BoardWord = channel.StatusWords.Error });
    }

    public Task KillsItsWorker(ClaimOutcome.KillsItsWorker dead, Channel channel, string claim) =>
        Failed(dead.Job, channel, claim, Errors.KillsItsWorker(dead.Deaths));

    public async Task Stopped(VideoJob job, Channel channel, string claim, StopReason reason)
    {
        var now = time.GetUtcNow();
        switch (reason)
        {
            case StopReason.Shutdown:
                Log.GivenBack(log);
                await Apply(job, claim, new(JobEvent.Stopped, now) { DueAt = now, GiveAttemptBack = true, Message = "Waiting for the worker to start again", LogLine = "The worker stops; the job is given back." });
                break;
            case StopReason.Cancel:
                await Apply(job, claim, new(JobEvent.Cancelled, now) { Message = "Cancelled", LogLine = "Cancelled." });
                break;
            case StopReason.Pause:
                await Apply(job, claim, new(JobEvent.PauseRequested, now) { Message = "Paused", LogLine = "Paused." });
                break;
            case StopReason.Stuck:
                await Failed(job, channel, claim, Errors.Stuck(worker.StuckAfterMinutes));
                break;
            case StopReason.TimeLimit:
                await Failed(job, channel, claim, Errors.TimeLimit(job.Id, worker.JobTimeLimitHours));
                break;
            case StopReason.ClaimLost:
                Log.ClaimLost(log);
                break;
        }
    }

    private async Task Again(VideoJob job, string claim, JobChange change, TimeSpan pause)
    {
        var due = change.At + pause;
        if (await Apply(job, claim, change with { DueAt = due })) await scheduler.Schedule(job.Id, job.Priority, due, CancellationToken.None);
    }

    private async Task<bool> Apply(VideoJob job, string claim, JobChange change)
    {
        var applied = await jobs.Apply(job.Id, claim, change, CancellationToken.None);
        if (!applied) Log.ClaimLost(log);
        else if (change.Board.Count > 0) signal.Notify();
        return applied;
    }
}
