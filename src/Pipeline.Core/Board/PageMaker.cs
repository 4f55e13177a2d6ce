using System.Collections.Concurrent;
using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;

namespace Pipeline.Core.Board;

/// <summary>Makes the page of a job exactly once, one page of a channel at a time. Notion's call for it is not safe to repeat, so the attempt is noted first; after an
/// attempt without an answer the database is searched before another one. A page that was made and not recorded is taken by whichever
/// job with that title asks first: the job's own values are written onto it afterwards.</summary>
internal sealed class PageMaker(IBoardOutbox outbox, IBoard board, BoardOptions options, TimeProvider time)
{
    /// <summary>Notion's clock and ours may differ by this much, and it drops the seconds.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new();

    /// <summary>When the answer is <see cref="BoardOutcome.Made"/> the page is recorded, so that nobody else takes it.</summary>
    public async Task<BoardOutcome> Make(Channel channel, OutboxBatch batch, BoardWrite.NewPage page, CancellationToken ct)
    {
        var turn = _turns.GetOrAdd(channel.Database ?? channel.Name, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(ct);
        try
        {
            var outcome = await MakeOrFind(channel, batch.Entries[0], page, ct);
            if (outcome is BoardOutcome.Made made) await outbox.Made(batch, made, CancellationToken.None);
            return outcome;
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<BoardOutcome> MakeOrFind(Channel channel, OutboxEntry entry, BoardWrite.NewPage page, CancellationToken ct)
    {
        try
        {
            if (entry.MadePage is { } own && await board.IsLive(own, ct)) return new BoardOutcome.Made(own, "");
            if (entry.TriedAt is { } tried)
            {
                // A search may show what was the case some seconds ago.
                var settle = tried.AddSeconds(options.SettleSeconds) - time.GetUtcNow();
                if (settle > TimeSpan.Zero) return new BoardOutcome.Later("It is not known yet whether Notion has made the page.", settle);
                if (await Found(channel, entry, page, ct) is { } found) return new BoardOutcome.Made(found, "");
            }

            await outbox.Try(entry, time.GetUtcNow(), ct);
            return await board.Send(channel, page, ct);
        }
        catch (JobFailureException e)
        {
            return e.Error.Class == ErrorClass.Transient ? new BoardOutcome.Later(e.Error.Sentence) : new BoardOutcome.Blocked(e.Error.Sentence);
        }
    }

    private async Task<string?> Found(Channel channel, OutboxEntry entry, BoardWrite.NewPage page, CancellationToken ct)
    {
        foreach (var candidate in await board.FindMade(channel, page.Title, entry.CreatedAt - Skew, ct))
            if (!await outbox.IsTaken(candidate, ct)) return candidate;
        return null;
    }
}
