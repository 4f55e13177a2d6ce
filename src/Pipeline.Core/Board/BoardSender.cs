using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Core.Channels;

namespace Pipeline.Core.Board;

/// <summary>Empties the outbox onto the board: the only one that does, one write at a time. Trouble with one page postpones that
/// page alone, and nothing that is thrown ends the loop.</summary>
public sealed class BoardSender(
    IBoardOutbox outbox, IBoard board, ChannelCatalog channels, BoardSignal signal, BoardOptions options, TimeProvider time, ILogger<BoardSender> log)
    : BackgroundService
{
    private readonly PageMaker _pages = new(outbox, board, options, time);
    private int _surprises;

    /// <summary>Runs until <paramref name="ct"/> fires; what has not been sent then stays in the outbox.</summary>
    public async Task Run(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                if (!await SendNext(ct)) await signal.Wait(TimeSpan.FromMilliseconds(options.LookEveryMilliseconds), time, ct);
                _surprises = 0;
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // The outbox itself failed (disk full, file locked): nothing is lost, it is all still in there.
                BoardLog.LoopFailed(log, e);
                await Task.Delay(Backoff(_surprises++), time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Run(stoppingToken);

    /// <returns>False when nothing was due.</returns>
    private async Task<bool> SendNext(CancellationToken ct)
    {
        if (await outbox.Next(time.GetUtcNow(), ct) is not { } batch) return false;
        if (channels.FindKnown(batch.Channel) is { } channel)
        {
            await Settle(batch, await Send(channel, batch, ct), ct);
            return true;
        }

        BoardLog.UnknownChannel(log, batch.Entries.Count, batch.PageId, batch.Channel);
        await outbox.Acknowledge(batch, ct);
        return true;
    }

    private async Task<BoardOutcome> Send(Channel channel, OutboxBatch batch, CancellationToken ct)
    {
        try
        {
            return batch.ToWrite() is BoardWrite.NewPage page
                ? await _pages.Make(channel, batch.Entries[0], page, ct)
                : await board.Send(channel, batch.ToWrite(), ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            BoardLog.SendFailed(log, e, batch.PageId);
            return new BoardOutcome.Later($"Unexpected: {e.Message}");
        }
    }

    private async Task Settle(OutboxBatch batch, BoardOutcome outcome, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        switch (outcome)
        {
            case BoardOutcome.Sent:
                // It is on the board: a stop between here and the book must not send it twice.
                await outbox.Acknowledge(batch, CancellationToken.None);
                break;
            case BoardOutcome.Made made:
                await outbox.Made(batch, made, CancellationToken.None);
                break;
            case BoardOutcome.Later later:
                BoardLog.Postponed(log, batch.PageId, later.Reason);
                await outbox.Postpone(batch, now + (later.RetryAfter ?? Backoff(batch.Entries.Max(e => e.Attempts))), later.Reason, ct);
                break;
            case BoardOutcome.Blocked blocked:
                BoardLog.Blocked(log, batch.PageId, blocked.Reason);
                await outbox.Postpone(batch, now.AddSeconds(options.BlockedRetrySeconds), blocked.Reason, ct);
                break;
            case BoardOutcome.Gone gone:
                BoardLog.Gone(log, batch.PageId, gone.Reason);
                await outbox.DropPage(batch.PageId, gone.Reason, ct);
                break;
        }
    }

    /// <summary>1, 2, 4 … 60 s, each up to a quarter longer, so that pages which failed together do not come back together.</summary>
    private TimeSpan Backoff(int attempts)
    {
        var seconds = Math.Min(options.LongestRetrySeconds, options.FirstRetrySeconds * Math.Pow(2, Math.Min(attempts, 20)));
        return TimeSpan.FromSeconds(seconds * (1 + (Random.Shared.NextDouble() / 4)));
    }
}
