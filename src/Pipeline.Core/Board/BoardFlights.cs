using System.Collections.Concurrent;

namespace Pipeline.Core.Board;

/// <summary>The batches that are under way, one a page. Half of the places are kept for status words and errors.</summary>
internal sealed class BoardFlights(int places)
{
    private readonly ConcurrentDictionary<string, (OutboxBatch Batch, Task Task)> _flights = new();

    public bool IsFull => _flights.Count >= places;

    public IReadOnlyCollection<string> Pages => [.. _flights.Keys];

    public IReadOnlyCollection<string> Channels => [.. _flights.Values.Select(f => f.Batch.Channel).Distinct()];

    public bool UrgentOnly => _flights.Values.Count(f => f.Batch.Urgency != OutboxUrgency.Status) >= Math.Max(1, places / 2) && places > 1;

    /// <summary>Begins one; when it has ended its page is free and <paramref name="ended"/> is called.</summary>
    /// <param name="send">Never throws but for a stop.</param>
    public void Start(OutboxBatch batch, Func<Task> send, Action ended)
    {
        var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _flights[batch.PageId] = (batch, Fly());
        begin.SetResult();

        async Task Fly()
        {
            await begin.Task;
            await send().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _flights.TryRemove(batch.PageId, out _);
            ended();
        }
    }

    /// <summary>Completes when nothing is under way any more.</summary>
    public Task Landed() => Task.WhenAll(_flights.Values.Select(f => f.Task));
}
