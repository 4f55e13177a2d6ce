using Microsoft.Extensions.Logging;
using Pipeline.Core.Checkups;

namespace Pipeline.Core.Board;

/// <summary>Puts the outcome of each write into the outbox's books, and remembers what it says about the other pages.</summary>
public sealed class BoardSettling(IBoardOutbox outbox, BoardMetrics metrics, CheckupBell bell, BoardOptions options, TimeProvider time, ILogger<BoardSettling> log)
{
    /// <summary>So many pages in a row that could not be reached are no bad luck of one page: Notion is away.</summary>
    private const int Outage = 3;

    /// <summary>Pauses for a person's sake stop growing at so many times the first.</summary>
    private const int LongestBlockedPause = 20;
    private readonly ChannelGate _gate = new();
    private readonly HashSet<string> _unreached = [];
    private readonly HashSet<string> _blocked = [];

    internal IReadOnlyCollection<string> ClosedChannels(DateTimeOffset now, IEnumerable<string> asking) => _gate.Closed(now, asking);

    public async Task Settle(OutboxBatch batch, BoardOutcome outcome, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        metrics.Count(batch, outcome, now);
        switch (outcome)
        {
            case BoardOutcome.Sent:
                // It is on the board: a stop between here and the book must not send it twice.
                await outbox.Acknowledge(batch, CancellationToken.None);
                await NoteReached(batch, ct);
                break;
            case BoardOutcome.Partly partly:
                BoardLog.Parked(log, batch.PageId, string.Join(' ', partly.Reasons.Values.Distinct()));
                await ParkValues(batch, partly, now, ct);
                await NoteReached(batch, ct);
                break;
            case BoardOutcome.Made:
                // In the books already: PageMaker.
                await NoteReached(batch, ct);
                break;
            case BoardOutcome.Later later:
                BoardLog.Postponed(log, batch.PageId, later.Reason);
                lock (_unreached) _unreached.Add(batch.PageId);
                await outbox.Postpone(batch, now + (later.RetryAfter ?? Backoff(batch.Attempts)), later.Reason, OutboxHold.None, ct);
                break;
            case BoardOutcome.Blocked blocked:
                BoardLog.Blocked(log, batch.PageId, blocked.Reason);
                bool news;
                lock (_blocked) news = _blocked.Add(batch.PageId);
                if (news) bell.Ring();
                await Park(batch, blocked, now, ct);
                break;
            case BoardOutcome.Gone gone:
                await InTrash(batch, gone.Reason, now, ct);
                break;
        }
    }

    /// <summary>1, 2, 4 … 60 s, each up to a quarter longer, so that pages which failed together do not come back together.</summary>
    internal TimeSpan Backoff(int attempts)
    {
        var seconds = Math.Min(options.LongestRetrySeconds, options.FirstRetrySeconds * Math.Pow(2, Math.Min(attempts, 20)));
        return TimeSpan.FromSeconds(seconds * (1 + (Random.Shared.NextDouble() / 4)));
    }

    private TimeSpan BlockedPause(int times) =>
        TimeSpan.FromSeconds(options.BlockedRetrySeconds * Math.Min(LongestBlockedPause, Math.Pow(2, Math.Min(times, 10))));

    private async Task NoteReached(OutboxBatch batch, CancellationToken ct)
    {
        if (_gate.Open(batch.Channel)) BoardLog.Repaired(log, batch.Channel);
        bool repaired, away;
        lock (_blocked) repaired = _blocked.Remove(batch.PageId);
        if (repaired) bell.Ring();
        lock (_unreached) (away, _) = (_unreached.Count >= Outage, _unreached.RemoveWhere(_ => true));
        if (away) await outbox.Hasten(ct);
    }

    /// <summary>The rest first: what waits goes out again in any case.</summary>
    private async Task ParkValues(OutboxBatch batch, BoardOutcome.Partly partly, DateTimeOffset now, CancellationToken ct)
    {
        var waits = batch.Entries.Where(e => partly.Reasons.ContainsKey(e.Field ?? "")).ToList();

        // What nobody put right for a month is given up, as in the trash; but never the word, by which we know whether the row has been answered.
        var stale = waits.Where(e => e.Field != FieldKey.Status && e.CreatedAt < now.AddDays(-options.KeepTrashedDays)).ToList();
        foreach (var entry in stale) BoardLog.Dropped(log, batch.PageId, partly.Reasons[entry.Field!]);
        waits = [.. waits.Except(stale)];
        var sent = batch with { Entries = [.. batch.Entries.Except(waits)] };
        if (sent.Entries.Count > 0) await outbox.Acknowledge(sent, CancellationToken.None);
        foreach (var group in waits.GroupBy(e => partly.Reasons[e.Field!]))
        {
            var part = batch with { Entries = [.. group] };
            await outbox.Postpone(part, now + BlockedPause(part.Attempts), group.Key, OutboxHold.Write, ct);
        }
    }

    private async Task Park(OutboxBatch batch, BoardOutcome.Blocked blocked, DateTimeOffset now, CancellationToken ct)
    {
        if (blocked.Scope != BlockedScope.Channel)
        {
            var hold = blocked.Scope == BlockedScope.Write ? OutboxHold.Write : OutboxHold.Page;
            await outbox.Postpone(batch, now + BlockedPause(batch.Attempts), blocked.Reason, hold, ct);
            return;
        }

        // The page is free as soon as its channel is: the gate does the waiting.
        _gate.Close(batch.Channel, now + BlockedPause(_gate.Times(batch.Channel)));
        await outbox.Postpone(batch, now, blocked.Reason, OutboxHold.Page, ct);
    }

    private async Task InTrash(OutboxBatch batch, string reason, DateTimeOffset now, CancellationToken ct)
    {
        if (batch.Entries.Min(e => e.CreatedAt) < now.AddDays(-options.KeepTrashedDays))
        {
            BoardLog.Dropped(log, batch.PageId, reason);
            await outbox.DropPage(batch.PageId, reason, ct);
            return;
        }

        BoardLog.Gone(log, batch.PageId, reason);
        await outbox.Postpone(batch, now + BlockedPause(batch.Attempts), reason, OutboxHold.Trash, ct);
    }
}
