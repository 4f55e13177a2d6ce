using Microsoft.Extensions.Logging;
using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;

namespace Pipeline.Core.Running;

/// <summary>Runs one job: claim → stages from where the row says → outcome. The one place that catches everything.</summary>
public sealed class JobRunner(
    IJobStore jobs, IArtifactStore artifacts, IEnumerable<IStage> stages, ChannelCatalog channels, StageSlots slots, RunningJobs running,
    JobEnding ending, RowClaim row, RunWatch watch, EtaEstimator eta, WorkRoot root, BoardSignal signal, TimeProvider time, ILogger<JobRunner> log)
{
    private readonly IStage[] _stages = [.. stages.OrderBy(s => s.Stage)];

    /// <param name="claim">Identity of this run; fences every write.</param>
    /// <param name="stopping">The worker goes down: the job is given back and the cancellation is rethrown, so that the engine keeps its firing.</param>
    public async Task Run(JobId id, string claim, CancellationToken stopping)
    {
        switch (await jobs.Claim(id, claim, time.GetUtcNow(), stopping))
        {
            case ClaimOutcome.Claimed claimed:
                using (log.BeginScope(new JobScope(id, claimed.Job.Channel)))
                    await RunClaimed(claimed, claim, stopping);
                break;
            case ClaimOutcome.KillsItsWorker dead:
                using (log.BeginScope(new JobScope(id, dead.Job.Channel)))
                    await ending.KillsItsWorker(dead, ChannelOf(dead.Job), claim);
                break;
        }
    }

    private async Task RunClaimed(ClaimOutcome.Claimed claimed, string claim, CancellationToken stopping)
    {
        var job = claimed.Job;
        Log.Claimed(log, job.Attempt, claimed.Recovered, job.Stage);
        using var run = running.Begin(job.Id, stopping);
        using var watching = watch.Begin(job, claim, run);
        var channel = ChannelOf(job);
        using var context = new JobContext(job, channel, claim, new Workspace(root.Path, job.Id), jobs, signal, time) { Eta = eta };
        try
        {
            if (channels.FindKnown(job.Channel) is null) throw new JobFailureException(Errors.ChannelGone(job.Channel));
            if (await RunStages(context, run.Token) is { } snooze) await ending.Snoozed(context.Job, claim, snooze);
            else await ending.Completed(context);
        }
        catch (ClaimLostException)
        {
            Log.ClaimLost(log);
        }
        catch (RowLeftException e)
        {
            await ending.Left(context, e);
        }
        catch (OperationCanceledException) when (run.Reason is { } reason)
        {
            await ending.Stopped(context.Job, channel, claim, reason);
            if (reason == StopReason.Shutdown) throw;
        }
        catch (JobFailureException e)
        {
            await ending.Failed(context.Job, channel, claim, e.Error);
        }
        catch (Exception e)
        {
            Log.Surprise(log, e);
            await ending.Failed(context.Job, channel, claim, Errors.Unexpected(e));
        }
    }

    /// <summary>A channel that was taken out of the configuration still lets the run end in its error; the row cannot be told, because
    /// nobody knows its columns any more (the log and <c>pipeline status</c> say it).</summary>
    private Channel ChannelOf(VideoJob job) =>
        channels.FindKnown(job.Channel) ?? new Channel { Name = job.Channel, Action = ChannelAction.UpdateOrigin };

    private async Task<StageOutcome.Snooze?> RunStages(JobContext context, CancellationToken ct)
    {
        if (await row.Take(context, ct) is { } notYet) return notYet;
        await using var held = row.Hold(context, ct);
        var first = await FirstStage(context, ct);
        await using var early = new EarlyWork(context, log, ct);
        foreach (var stage in _stages.Where(s => s.Stage >= first))
        {
            await early.HandOver();
            using var slot = await slots.Enter(context.Job.Id, stage.Stage, () => context.Report(stage.Stage, 0, "Waiting for a free engine", ct), ct);
            await context.Begin(stage.Stage, null, ct);
            Log.StageBegins(log, stage.Stage);
            early.Begin(_stages.FirstOrDefault(s => s.Stage > stage.Stage));
            if (await stage.Run(context, ct) is StageOutcome.Snooze snooze) return snooze;
            await context.Complete(stage.Stage, ct);
            Log.StageDone(log, stage.Stage);
        }

        return null;
    }

    /// <summary>The stage that the row names, unless what it needs is no longer on this disk: then from the beginning.</summary>
    private async Task<JobStage> FirstStage(JobContext context, CancellationToken ct)
    {
        var stage = context.Job.Stage;
        if (stage is JobStage.Download or JobStage.Publish) return stage;
        var media = (await artifacts.List(context.Job.Id, ct)).OrderBy(a => a.Kind).FirstOrDefault();
        if (media is not null && File.Exists(context.Workspace.File(media.Path))) return stage;
        if (_stages.FirstOrDefault(s => s.Stage == stage) is { } done && await done.IsStillDone(context, ct))
        {
            await context.Log("All files are still there and the text is today's: only the page is written again.", ct);
            return stage + 1;
        }

        await context.Log("The downloaded file is no longer there: beginning again with the download.", ct);
        return JobStage.Download;
    }
}
