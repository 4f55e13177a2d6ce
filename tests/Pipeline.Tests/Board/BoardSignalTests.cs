using Pipeline.Core.Board;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Board;

public sealed class BoardSignalTests
{
    private readonly ManualTime _time = new();
    private readonly BoardSignal _signal = new();

    [Fact]
    public async Task A_call_before_the_wait_is_not_lost_and_many_count_as_one()
    {
        _signal.Notify();
        _signal.Notify();

        await Wait();
        var second = Wait();

        Assert.False(second.IsCompleted);
        _signal.Notify();
        await second;
    }

    [Fact]
    public async Task Without_a_call_the_wait_ends_at_its_limit()
    {
        var wait = Wait();

        _time.Advance(TimeSpan.FromSeconds(1));

        await wait;
    }

    [Fact]
    public async Task A_stop_ends_the_wait_as_a_stop()
    {
        using var stop = new CancellationTokenSource();
        var wait = _signal.Wait(TimeSpan.FromSeconds(1), _time, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    private Task Wait() => _signal.Wait(TimeSpan.FromSeconds(1), _time, TestContext.Current.CancellationToken);
}
