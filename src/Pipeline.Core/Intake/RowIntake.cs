using Microsoft.Extensions.Logging;
using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;

namespace Pipeline.Core.Intake;

/// <summary>A row of the board asks to be processed: is it new, the same request seen again, or a person who wants it once more? Our own
/// rows decide, not the search's answer, which may be old; and the row itself is read before anything is done.</summary>
public sealed class RowIntake(
    IBoard board, IBoardOutbox outbox, IJobStore jobs, IJobScheduler queue, JobIntake intake, BoardSignal signal, TimeProvider time, ILogger<RowIntake> log)
{
    /// <returns>True: the row has asked for something that we did not know.</returns>
    public async Task<bool> Take(Channel channel, BoardRow found, CancellationToken ct)
    {
        var earlier = await jobs.FindByPage(found.PageId, ct);
        if (earlier is not null && !await MayAskAgain(channel, earlier, ct)) return false;
        if (await board.Read(channel, found.PageId, ct) is not { Asks: true } row) return false;
        if (earlier is not null && JobTransitions.IsOpen(earlier.Status)) return await WhileUnderWay(channel, earlier, row, ct);
        if (await outbox.HasPage(row.PageId, ct)) await outbox.DropPage(row.PageId, "A person has set the row back; what was still to be said of the earlier run is out of date.", ct);
        if (earlier is not null && earlier.Channel == channel.Name && earlier.SourceUrl == VideoUrl.TextOf(row.VideoUrl) && await Retry(channel, earlier, row, ct)) return true;
        return await TakeNew(channel, earlier, row, ct);
    }

    /// <summary>Before any word of ours has arrived, the row shows the request that we have already. An ended job whose writes are all gone
    /// (dropped with a page that lay in the trash) can be asked for again as well; but not where an empty link asks, which nobody would have emptied.</summary>
    private async Task<bool> MayAskAgain(Channel channel, VideoJob earlier, CancellationToken ct)
    {
        if (earlier.BoardShown is not null) return true;
        return channel.Trigger is not ChannelTrigger.EmptyPageLink && !JobTransitions.IsOpen(earlier.Status) && !await outbox.HasPage(earlier.NotionPageId!, ct);
    }

    /// <summary>The same link: it goes on, at once if it was waiting, and the row says again where it is. Another link: the old video is not wanted any more.</summary>
    private async Task<bool> WhileUnderWay(Channel channel, VideoJob job, BoardRow row, CancellationToken ct)
    {
        if (job.SourceUrl == VideoUrl.TextOf(row.VideoUrl))
        {
            if (!await jobs.AskedAgain(job.Id, time.GetUtcNow(), BoardUpdates.Again(job, channel), ct)) return false;
            signal.Notify();
            if (job.Status == JobStatus.Pending) await queue.Schedule(job.Id, job.Priority, null, ct);
            return true;
        }

        IntakeLog.OtherLink(log, row.PageId, job.Id);
        if (job.Status == JobStatus.Running) return await jobs.RequestStop(job.Id, cancel: true, ct);
        return await jobs.Apply(job.Id, null, new JobChange(JobEvent.Cancelled, time.GetUtcNow()) { Message = "Cancelled", LogLine = "Cancelled: the row has another link now." }, ct);
    }

    /// <summary>The same link asks again: the job goes on from the stage that failed; what was complete is looked through for gaps.</summary>
    private async Task<bool> Retry(Channel channel, VideoJob job, BoardRow row, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var stage = job.Status == JobStatus.Completed ? JobStage.Upload : job.Stage;
        // The board shows the trigger's word now, whatever we wrote last.
        var change = new JobChange(JobEvent.Retried, now)
        {
            DueAt = now, Stage = stage, BoardWord = (channel.Trigger as ChannelTrigger.Word)?.StatusWord ?? "", Language = RowLanguage.Wanted(row.Language, job),
            Message = "Set back in Notion", LogLine = "Set back by a person in Notion.",
        };
        if (!await jobs.Apply(job.Id, null, change, ct)) return false;
        await queue.Schedule(job.Id, job.Priority, null, ct);
        return true;
    }

    private async Task<bool> TakeNew(Channel channel, VideoJob? earlier, BoardRow row, CancellationToken ct)
    {
        var request = new IntakeRequest
        {
            VideoUrl = row.VideoUrl, Channel = channel.Name, NotionPageId = row.PageId, Language = RowLanguage.Wanted(row.Language, earlier),
            TakeBadLinks = true, Origin = JobOrigin.Row,
        };
        switch (await intake.Take(request, ct))
        {
            case IntakeResult.Accepted { Existed: false } accepted:
                IntakeLog.RowTaken(log, row.PageId, accepted.Job.Id, channel.Name);
                return true;
            case IntakeResult.Closed closed:
                IntakeLog.Closed(log, closed.Reason);
                break;
            case IntakeResult.Refused refused:
                IntakeLog.RowRefused(log, row.PageId, string.Join(' ', refused.Problems.Select(p => p.Message)));
                break;
        }

        return false;
    }
}
