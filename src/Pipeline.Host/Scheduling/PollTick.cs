using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Core.Intake;
using Pipeline.Core.Jobs;
using Quartz;

namespace Pipeline.Host.Scheduling;

/// <summary>Looks for rows that say "please process". Our own rows decide, not Notion's answer, which may be old.</summary>
[DisallowConcurrentExecution]
public sealed class PollTick(
    IBoard board, IBoardOutbox outbox, IJobStore jobs, IJobScheduler queue, JobIntake intake, FirstContact first, ChannelCatalog channels, PollingOptions options,
    TimeProvider time, ILogger<PollTick> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (!options.Enabled) return;
        foreach (var channel in channels.All.Where(c => c is { Trigger: not null, Database: not null, Action: ChannelAction.UpdateOrigin }))
        {
            try
            {
                var asking = await board.FindTriggered(channel, cancellationToken);
                foreach (var row in await first.Sift(channel, asking, ExistingRows.Parse(options.Existing)!, cancellationToken)) await Take(channel, row, cancellationToken);
            }
            catch (JobFailureException e)
            {
                // Notion is away or refuses: the next tick asks again, and no job suffers.
                SchedulingLog.PollFailed(log, channel.Name, e.Error.Code, e.Error.Sentence);
            }
        }
    }

    private async Task Take(Channel channel, BoardRow row, CancellationToken ct)
    {
        var earlier = await jobs.FindByPage(row.PageId, ct);
        // While our own writes are on their way, the row's words are old: it only looks as if it asked again.
        if ((earlier is not null && JobTransitions.IsOpen(earlier.Status)) || await outbox.HasPage(row.PageId, ct)) return;
        if (await board.Confirm(channel, row.PageId, ct) is not { } confirmed) return;
        if (earlier is not null && earlier.Channel == channel.Name && earlier.SourceUrl == LinkOf(confirmed) && await Retry(channel, earlier, ct)) return;
        var taken = await intake.Take(
            new IntakeRequest { VideoUrl = confirmed.VideoUrl, Channel = channel.Name, NotionPageId = row.PageId, TakeBadLinks = true, Origin = "notion" }, ct);
        switch (taken)
        {
            case IntakeResult.Accepted { Existed: false } accepted:
                SchedulingLog.RowTaken(log, row.PageId, accepted.Job.Id, channel.Name);
                break;
            case IntakeResult.Closed closed:
                SchedulingLog.IntakeClosed(log, closed.Reason);
                break;
            case IntakeResult.Refused refused:
                SchedulingLog.RowRefused(log, row.PageId, string.Join(' ', refused.Problems.Select(p => p.Message)));
                break;
        }
    }

    private static string LinkOf(BoardRow row) => VideoUrl.Parse(row.VideoUrl, out _)?.ToString() ?? row.VideoUrl ?? "";

    /// <summary>The same link asks again: the job goes on from the stage that failed.</summary>
    private async Task<bool> Retry(Channel channel, VideoJob job, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var stage = job.Status == JobStatus.Completed ? JobStage.Download : job.Stage;
        // The board shows the trigger's word now, whatever we wrote last.
        var change = new JobChange(JobEvent.Retried, now)
        {
            DueAt = now, Stage = stage, BoardWord = channel.Trigger is ChannelTrigger.Word word ? word.StatusWord : "", Message = "Set back in Notion", LogLine = "Set back by a person in Notion.",
        };
        if (!await jobs.Apply(job.Id, null, change, ct)) return false;
        await queue.Schedule(job.Id, job.Priority, null, ct);
        return true;
    }
}
