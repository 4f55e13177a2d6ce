using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Core.Channels;

namespace Pipeline.Core.Board;

/// <summary>Empties the outbox onto the board: the only one that does, a few pages at a time, one write a page. Trouble with one page
/// postpones that page alone, trouble with a token or database its channel, and nothing that is thrown ends the loop.</summary>
public sealed class BoardSender(
    IBoardOutbox outbox, IBoard board, ChannelCatalog channels, BoardSettling settling, BoardSignal signal, BoardMetrics metrics, BoardOptions options, TimeProvider time, ILogger<BoardSender> log)
    : BackgroundService
{
    private readonly BoardFlights _flights = new(options.ConcurrentPages);
    private readonly ProgressPace _pace = new(TimeSpan.FromSeconds(options.ProgressEverySeconds));
    private readonly PageMaker _pages = new(outbox, board, options, time);
    private bool _growthFirst;
    private int _surprises;

    /// <summary>Runs until <paramref name="ct"/> fires; what has not been sent then stays in the outbox.</summary>
    public async Task Run(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                if (!await StartNext(ct)) await Wait(ct);
                _surprises = 0;
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                // The outbox itself failed (disk full, file locked): nothing is lost, it is all still in there.
                BoardLog.LoopFailed(log, e);
                await Task.Delay(settling.Backoff(_surprises++), time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await _flights.Landed();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Run(stoppingToken);

    /// <returns>False when nothing is due, or no place is free.</returns>
    private async Task<bool> StartNext(CancellationToken ct)
    {
        if (_flights.IsFull) return false;
        var now = time.GetUtcNow();
        var query = new OutboxQuery(
            now, _flights.Pages, settling.ClosedChannels(now, _flights.Channels), _flights.UrgentOnly, _growthFirst, _pace);
        if (await outbox.Next(query, ct) is not { } batch) return false;
        if (batch.Urgency >= OutboxUrgency.Progress) _growthFirst = batch.Urgency == OutboxUrgency.Progress;
        _flights.Start(batch, () => Deliver(batch, ct), signal.Notify);
        return true;
    }

    /// <summary>The figures are wanted most while there is no end of writes: so they are taken whenever all places are filled, too.</summary>
    private async Task Wait(CancellationToken ct)
    {
        metrics.Show(await outbox.Depth(ct));
        await signal.Wait(TimeSpan.FromMilliseconds(options.LookEveryMilliseconds), time, ct);
    }

    private async Task Deliver(OutboxBatch batch, CancellationToken ct)
    {
        try
        {
            await settling.Settle(batch, await Send(batch, ct), ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // Not in the books: the same batch comes again, but not at once.
            BoardLog.LoopFailed(log, e);
            await Task.Delay(settling.Backoff(1), time, ct);
        }
    }

    private async Task<BoardOutcome> Send(OutboxBatch batch, CancellationToken ct)
    {
        if (channels.FindKnown(batch.Channel) is not { } channel)
            return new BoardOutcome.Blocked(
                $"Channel \"{batch.Channel}\" is not in config/channels.json, so nobody knows the page's columns. Put it back.", BlockedScope.Channel);
        try
        {
            return batch.ToWrite() is BoardWrite.NewPage page
                ? await _pages.Make(channel, batch, page, ct)
                : await board.Send(channel, batch.ToWrite(), ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            BoardLog.SendFailed(log, e, batch.PageId);
            return new BoardOutcome.Later($"Unexpected: {e.Message}");
        }
    }
}
