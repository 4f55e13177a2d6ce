using Pipeline.Core.Checkups;
using Pipeline.Host.Configuration;

namespace Pipeline.Host.Health;

/// <summary>The check-up inside a running worker: at its start, after an edit of the channels file, soon after work has stumbled
/// over something (<see cref="CheckupBell"/>), and now and then. It holds nothing up;
/// what it found stands in the log and in <c>GET /health/details</c>.</summary>
public sealed class SelfCheckup(
    Examination examination, ChannelsWatch channels, CheckupBell bell, HealthOptions options, TimeProvider time, ILogger<SelfCheckup> log) : BackgroundService
{
    private readonly SemaphoreSlim _asked = new(0, 1);
    private HashSet<string> _said = [];
    private DateTimeOffset _beganAt;
    private ITimer? _soon;
    private TimeSpan _patience = TimeSpan.FromSeconds(options.SoonSeconds);
    private volatile bool _rung;

    /// <summary>Null until the first one is done.</summary>
    public CheckupReport? Last { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Let the start go first.
        await Task.Yield();
        _soon = time.CreateTimer(_ => OnSoon(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        channels.Edited += Ask;
        bell.Rung += AskSoon;
        try
        {
            if (!options.AtStart) await Pause(stoppingToken);
            while (true)
            {
                var rung = _rung;
                (_rung, _beganAt) = (false, time.GetUtcNow());
                var report = await examination.Run(fix: false, stoppingToken);
                // Rung for nothing new: somebody has left it so, and work stumbles over it again and again.
                _patience = Say(report) || !rung ? TimeSpan.FromSeconds(options.SoonSeconds) : TimeSpan.FromTicks(Math.Min(_patience.Ticks * 2, TimeSpan.TicksPerHour));
                Last = report;
                await Pause(stoppingToken);
            }
        }
        finally
        {
            channels.Edited -= Ask;
            bell.Rung -= AskSoon;
        }
    }

    private void Ask()
    {
        lock (_asked)
        {
            if (_asked.CurrentCount == 0) _asked.Release();
        }
    }

    private void OnSoon()
    {
        _rung = true;
        Ask();
    }

    private void AskSoon()
    {
        var wait = _beganAt + _patience - time.GetUtcNow();
        _soon?.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private async Task Pause(CancellationToken ct)
    {
        using var wake = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var asked = _asked.WaitAsync(wake.Token);
        var pause = Task.Delay(options.RepeatMinutes == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromMinutes(options.RepeatMinutes), time, wake.Token);
        await Task.WhenAny(asked, pause);
        await wake.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }

    /// <summary>Each thing once, until it has been well again in between.</summary>
    /// <returns>False: it is as it was the last time.</returns>
    private bool Say(CheckupReport report)
    {
        if (!report.ToRepair.Any()) HealthLog.Well(log, report.Findings.Count);
        foreach (var f in report.ToRepair.Where(f => !_said.Contains(f.Area + f.Subject + f.Sentence))) HealthLog.ToRepair(log, f.Area, f.Subject, f.Sentence, f.Repair);
        var before = _said;
        _said = [.. report.ToRepair.Select(f => f.Area + f.Subject + f.Sentence)];
        return !_said.SetEquals(before);
    }

    public override void Dispose()
    {
        _soon?.Dispose();
        _asked.Dispose();
        base.Dispose();
    }
}
