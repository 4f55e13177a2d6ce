using Microsoft.Extensions.Logging;
using Pipeline.Core.Channels;
using Pipeline.Core.Checkups;
using Pipeline.Host.Configuration;
using Pipeline.Host.Health;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Checkups;

/// <summary>When a running worker looks at its own set-up.</summary>
public sealed class SelfCheckupTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly ManualTime _time = new();
    private readonly CheckupBell _bell = new();
    private readonly Counting _checkup = new();
    private readonly LoggerFactory _log = new();
    private readonly SelfCheckup _self;

    public SelfCheckupTests()
    {
        var watch = new ChannelsWatch(new ChannelCatalog([]), new ChannelsOptions(), _time, _log.CreateLogger<ChannelsWatch>());
        _self = new SelfCheckup(new Examination([_checkup], _time), watch, _bell, new HealthOptions(), _time, _log.CreateLogger<SelfCheckup>());
    }

    public async ValueTask InitializeAsync()
    {
        await _self.StartAsync(TestContext.Current.CancellationToken);
        await Looks(1);
    }

    public async ValueTask DisposeAsync()
    {
        await _self.StopAsync(CancellationToken.None);
        _self.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task What_work_stumbles_over_brings_the_next_look_forward_and_many_such_things_bring_one()
    {
        _time.Advance(TimeSpan.FromMinutes(10));

        for (var n = 0; n < 100; n++) _bell.Ring();
        // At once: no time need pass, but the timer rings only while the clock is moved.
        _time.Advance(TimeSpan.FromTicks(1));
        await Looks(2);

        for (var n = 0; n < 100; n++) _bell.Ring();
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(2, _checkup.Looks);
        _time.Advance(TimeSpan.FromSeconds(2));
        await Looks(3);
    }

    private Task Looks(int count) => Eventually.True(() => _checkup.Looks == count && _self.Last?.Findings.Count == count, Limit, () => $"{count} looks, not {_checkup.Looks}");

    /// <summary>Finds one thing more each time.</summary>
    private sealed class Counting : ICheckup
    {
        private int _looks;

        public int Looks => _looks;

        public string Area => "Test";

        public Task<IReadOnlyList<Finding>> Look(CancellationToken ct)
        {
            var look = Interlocked.Increment(ref _looks);
            return Task.FromResult<IReadOnlyList<Finding>>([.. Enumerable.Range(0, look).Select(n => Finding.Ok(Area, $"{n}", "Well."))]);
        }
    }
}
