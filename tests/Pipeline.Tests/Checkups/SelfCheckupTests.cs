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

    [Fact]
    public async Task What_stays_as_it_is_is_looked_at_less_and_less_often_however_often_work_stumbles_over_it()
    {
        _checkup.Same = true;
        _time.Advance(TimeSpan.FromMinutes(10));
        _bell.Ring();
        _time.Advance(TimeSpan.FromTicks(1));
        await Looks(2);

        // The first look of this kind found what the start had not.
        foreach (var (minutes, looks) in ((int, int)[])[(1, 3), (2, 4), (4, 5)])
            await After(TimeSpan.FromMinutes(minutes), looks);
    }

    private async Task After(TimeSpan pause, int looks)
    {
        _bell.Ring();
        _time.Advance(pause - TimeSpan.FromSeconds(2));
        Assert.Equal(looks - 1, _checkup.Looks);
        _time.Advance(TimeSpan.FromSeconds(3));
        await Looks(looks);
    }

    private Task Looks(int count) => Eventually.True(() => _self.Last?.Findings[0].Sentence == $"{count}", Limit, () => $"{count} looks, not {_checkup.Looks}");

    private sealed class Counting : ICheckup
    {
        private int _looks;

        /// <summary>It finds the same each time, not another thing.</summary>
        public bool Same { get; set; }

        public int Looks => _looks;

        public string Area => "Test";

        public Task<IReadOnlyList<Finding>> Look(CancellationToken ct)
        {
            var look = Interlocked.Increment(ref _looks);
            return Task.FromResult<IReadOnlyList<Finding>>([Finding.Ok(Area, "count", $"{look}"), Finding.Problem(Area, "a column", Same ? "It is missing." : $"It is missing: {look}.", "Add it.")]);
        }
    }
}
