using Microsoft.Extensions.Logging;
using Pipeline.Core.Board;
using Pipeline.Core.Intake;
using Pipeline.Core.Jobs;

namespace Pipeline.Core.Running;

/// <summary>Before a run begins, its row is claimed: the write that says "Processing" names us as well, goes out through the outbox like
/// every other, and the row is read again. What a person has changed until then counts (notion-api.md §6). It may be repeated: the claim is
/// the job's id, and after a crash the row shows whose it is.</summary>
public sealed class RowClaim(IBoard board, IBoardOutbox outbox, TimeProvider time, ILogger<RowClaim> log)
{
    /// <summary>How long the write may take before a run without a claim column goes on: Notion's troubles must not stop it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>A longer wait is for others to use.</summary>
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(10);

    /// <summary>A job that comes from the poller has just been read.</summary>
    private static readonly TimeSpan JustRead = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly ClaimDoubts _doubts = new();

    /// <returns>Null: go on. A snooze where nobody can tell yet whether the row is ours.</returns>
    /// <exception cref="RowLeftException">It is not ours to process.</exception>
    public async Task<StageOutcome.Snooze?> Take(JobContext job, CancellationToken ct)
    {
        if (IsUnderWay(job)) return HasClaim(job) ? await Verify(job, ct) : null;
        if (HasClaim(job)) _doubts.Reading(job.Job.Id, job.Now);
        if (IsFirstWord(job) && (HasClaim(job) || job.Now - job.Job.DueAt > JustRead)) LeaveUnlessAsking(await Read(job, ct));
        await job.Begin(job.Job.Stage, job.Channel.StatusWords.Processing, ct);
        return IsAsked(job) || HasClaim(job) ? await Verify(job, ct) : null;
    }

    /// <returns>Keeps the row ours until disposed; null where there is no claim.</returns>
    internal HeldClaim? Hold(JobContext job, CancellationToken ct) =>
        HasClaim(job) ? new HeldClaim(job, stop => Read(job, stop), claim => !IsOurs(claim, job), time, log, ct) : null;

    private async Task<StageOutcome.Snooze?> Verify(JobContext job, CancellationToken ct)
    {
        if (!await Arrived(job, ct)) return Unsure(job, Pause);
        if (HasClaim(job) && await Settle(job, ct) is { } later) return later;
        if (await Read(job, ct) is not { } row) return Unsure(job, Pause);
        LeaveToOther(row, job);
        _doubts.Forget(job.Job.Id);
        LeaveTrash(row);
        if (IsAsked(job) && job.Job.Stage == JobStage.Download) await Honour(job, row, ct);
        return null;
    }

    private async Task<bool> Arrived(JobContext job, CancellationToken ct)
    {
        using var tick = new PeriodicTimer(Look, time);
        var until = job.Now + Patience;
        while ((await outbox.Waiting(job.Job.Id, ct)).Count > 0)
        {
            if (job.Now > until) return false;
            await tick.WaitForNextTickAsync(ct);
        }

        return true;
    }

    /// <returns>Null: the claim has stood for as long as it must.</returns>
    private async Task<StageOutcome.Snooze?> Settle(JobContext job, CancellationToken ct)
    {
        var wait = _doubts.Wait(job.Job.Id, job.Job.Attempt > 1 || job.Job.BoardWord != job.Channel.StatusWords.Processing, job.Now);
        if (wait > ShortWait)
        {
            // The other one may have put its claim back already.
            if (await Read(job, ct) is { } row) LeaveToOther(row, job);
            return Unsure(job, wait);
        }

        if (wait > TimeSpan.Zero) await Task.Delay(wait, time, ct);
        return null;
    }

    private static StageOutcome.Snooze? Unsure(JobContext job, TimeSpan pause) =>
        HasClaim(job) ? new StageOutcome.Snooze(pause, "Waiting for Notion, to see whether another worker has the row") : null;

    private static bool IsOurs(string claim, JobContext job) => claim.EndsWith(job.Job.Id.ToString(), StringComparison.Ordinal);

    /// <summary>Null: nobody can tell, because Notion does not answer or does not let us see it.</summary>
    private async Task<BoardRow?> Read(JobContext job, CancellationToken ct)
    {
        try
        {
            return await board.Read(job.Channel, job.Job.NotionPageId!, ct);
        }
        catch (JobFailureException e)
        {
            Log.RowUnread(log, e.Error.Sentence);
            return null;
        }
    }

    private void LeaveToOther(BoardRow row, JobContext job)
    {
        if (!HasClaim(job) || row.Claim is not { } claim || IsOurs(claim, job)) return;
        _doubts.Forget(job.Job.Id);
        throw new RowLeftException(JobEvent.DuplicateFound, $"Another worker has claimed this row ({claim}); it is left to that one.");
    }

    private static void LeaveUnlessAsking(BoardRow? row)
    {
        if (row is null) return;
        LeaveTrash(row);
        if (!row.Asks) throw new RowLeftException(JobEvent.Cancelled, "The row no longer asked to be processed when its turn came.");
    }

    private static void LeaveTrash(BoardRow row)
    {
        if (row.InTrash) throw new RowLeftException(JobEvent.Cancelled, "The row lies in Notion's trash.");
    }

    private static async Task Honour(JobContext job, BoardRow row, CancellationToken ct)
    {
        var link = VideoUrl.TextOf(row.VideoUrl);
        var language = RowLanguage.Wanted(row.Language, job.Job);
        if (link == job.Job.SourceUrl && (language is null || language == job.Job.RequestedLanguage)) return;
        await job.Redirect(VideoUrl.Parse(link, out _)?.Source ?? SourceKind.Web, link, language, ct);
    }

    private static bool IsAsked(JobContext job) => job.Job is { Origin: JobOrigin.Row, NotionPageId: not null };

    /// <summary>A word of ours would say that somebody else than the row has started the job again.</summary>
    private static bool IsFirstWord(JobContext job) =>
        IsAsked(job) && (string.IsNullOrEmpty(job.Job.BoardWord) || !job.Channel.StatusWords.All.Contains(job.Job.BoardWord));

    private static bool HasClaim(JobContext job) => BoardTarget.Steps(job.Job, job.Channel) is not null && job.Channel.Column(FieldKey.Claim) is not null;

    /// <summary>"Processing" is for a job that begins (or begins again after an end); one that goes on keeps its word.</summary>
    private static bool IsUnderWay(JobContext job)
    {
        var words = job.Channel.StatusWords;
        return job.Job.PublishQueued || new[] { words.Processing, words.Downloading, words.Transcribing, words.Uploading }.Contains(job.Job.BoardWord);
    }
}
