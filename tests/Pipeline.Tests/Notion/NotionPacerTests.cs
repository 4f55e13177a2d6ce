using Pipeline.Adapters.Notion;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Notion;

public sealed class NotionPacerTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly NotionPacer _pacer;

    public NotionPacerTests() => _pacer = new NotionPacer(2.5, 3, _time, () => 0.5);

    [Fact]
    public async Task A_burst_goes_at_once_and_then_one_every_400_ms()
    {
        await Task.WhenAll(Enter(), Enter(), Enter());
        var fourth = Enter();
        var fifth = Enter();

        _time.Advance(TimeSpan.FromMilliseconds(300));
        Assert.False(fourth.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(110));
        await fourth;
        Assert.False(fifth.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(410));
        await fifth;
    }

    [Fact]
    public async Task Column_values_overtake_transcripts_which_overtake_polling()
    {
        await Task.WhenAll(Enter(), Enter(), Enter());
        var polling = Enter(CallPriority.Polling);
        var body = Enter(CallPriority.Body);
        var columns = Enter(CallPriority.Columns);

        _time.Advance(TimeSpan.FromMilliseconds(410));
        await columns;
        Assert.False(body.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(410));
        await body;
        Assert.False(polling.IsCompleted);
    }

    [Fact]
    public async Task Polling_is_overtaken_for_ten_seconds_and_no_longer()
    {
        await Task.WhenAll(Enter(), Enter(), Enter());
        var polling = Enter(CallPriority.Polling);
        for (var n = 0; n < 24; n++)
        {
            var columns = Enter(CallPriority.Columns);
            _time.Advance(TimeSpan.FromMilliseconds(410));
            await columns;
        }

        Assert.False(polling.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(300));
        _ = Enter(CallPriority.Columns);
        _time.Advance(TimeSpan.FromMilliseconds(410));
        await polling;
    }

    [Fact]
    public async Task After_a_limit_nobody_calls_until_Retry_After_and_jitter_are_over()
    {
        _pacer.Pause(TimeSpan.FromSeconds(10));
        var waiting = Enter();

        Assert.Equal(TimeSpan.FromSeconds(10.5), _pacer.PausedFor);
        _time.Advance(TimeSpan.FromSeconds(10.4));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        await waiting;
    }

    [Fact]
    public void Without_a_Retry_After_the_pauses_double_up_to_a_minute_and_start_again_after_a_success()
    {
        Assert.Equal([1.5, 2.5, 4.5, 8.5, 16.5, 32.5, 60.5, 60.5], Enumerable.Range(0, 8).Select(_ => PauseAndWait()).ToArray());

        _pacer.Resume();

        Assert.Equal(1.5, PauseAndWait());
    }

    [Fact]
    public async Task A_caller_that_gave_up_costs_no_turn()
    {
        await Task.WhenAll(Enter(), Enter(), Enter());
        using var impatient = new CancellationTokenSource();
        var first = _pacer.Enter(CallPriority.Columns, impatient.Token);
        var second = Enter();

        await impatient.CancelAsync();
        _time.Advance(TimeSpan.FromMilliseconds(410));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await second;
    }

    public void Dispose() => _pacer.Dispose();

    private Task Enter(CallPriority priority = CallPriority.Columns) => _pacer.Enter(priority, TestContext.Current.CancellationToken);

    private double PauseAndWait()
    {
        _pacer.Pause(null);
        var pause = _pacer.PausedFor;
        _time.Advance(pause);
        return pause.TotalSeconds;
    }
}
