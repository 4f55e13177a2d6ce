using System.Runtime.CompilerServices;
using Pipeline.Core.Media;

namespace Pipeline.Tests.Media;

public sealed class NextInAdvanceTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly TaskCompletionSource _asksForSecond = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _hasEnded;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_an_item_is_worked_on_the_next_is_made()
    {
        var seen = new List<int>();
        await foreach (var item in Items().InAdvance(Ct))
        {
            // Whoever makes the second only when it is asked for never comes by here.
            if (item == 0) await _asksForSecond.Task.WaitAsync(Limit, Ct);
            seen.Add(item);
        }

        Assert.Equal([0, 1, 2], seen);
    }

    [Fact]
    public async Task Whoever_stops_asking_ends_the_making_before_going_on()
    {
        await foreach (var _ in Items(hangs: true).InAdvance(Ct))
        {
            await _asksForSecond.Task.WaitAsync(Limit, Ct);
            break;
        }

        Assert.True(_hasEnded);
    }

    [Fact]
    public async Task What_goes_wrong_is_thrown_behind_the_items_that_are_there()
    {
        var seen = new List<int>();
        var thrown = await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await foreach (var item in Items(breaks: true).InAdvance(Ct)) seen.Add(item);
        });

        Assert.Equal("broken", thrown.Message);
        Assert.Equal([0], seen);
    }

    private async IAsyncEnumerable<int> Items(bool hangs = false, bool breaks = false, [EnumeratorCancellation] CancellationToken ct = default)
    {
        try
        {
            yield return 0;
            _asksForSecond.SetResult();
            if (breaks) throw new InvalidDataException("broken");
            if (hangs) await Task.Delay(Timeout.Infinite, ct);
            yield return 1;
            yield return 2;
        }
        finally
        {
            _hasEnded = true;
        }
    }
}
