namespace Pipeline.Adapters.Notion;

/// <summary>The budget of one token: a token bucket that every call passes, most urgent first, but nobody is overtaken for ever. When Notion says 429 or 529
/// nobody calls until its Retry-After is over; a single caller that went on would prolong the limit for all.</summary>
internal sealed class NotionPacer : IDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);
    private readonly Lock _gate = new();
    private readonly PriorityQueue<TaskCompletionSource, (long Due, long Turn)> _waiting = new();
    private readonly double _perSecond;
    private readonly int _burst;
    private readonly TimeProvider _time;
    private readonly Func<double> _random;
    private readonly ITimer _timer;
    private double _tokens;
    private long _refilledAt;
    private DateTimeOffset _pausedUntil;
    private int _refusals;
    private long _turns;

    /// <param name="random">0–1, for jitter.</param>
    public NotionPacer(double perSecond, int burst, TimeProvider time, Func<double> random)
    {
        (_perSecond, _burst, _time, _random) = (perSecond, burst, time, random);
        (_tokens, _refilledAt) = (burst, time.GetTimestamp());
        _timer = time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How long Notion still wants to hear nothing from us; zero when it does not mind.</summary>
    public TimeSpan PausedFor
    {
        get
        {
            lock (_gate)
            {
                var left = _pausedUntil - _time.GetUtcNow();
                return left > TimeSpan.Zero ? left : TimeSpan.Zero;
            }
        }
    }

    /// <summary>Completes when it is the caller's turn.</summary>
    public async Task Enter(CallPriority priority, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Enqueue(turn, (_time.GetTimestamp() + (long)(Patience(priority).TotalSeconds * _time.TimestampFrequency), _turns++));
            Admit();
        }

        await using var registration = ct.Register(() => turn.TrySetCanceled(ct));
        await turn.Task;
    }

    /// <summary>Stops all calls. Without a Retry-After: 1, 2, 4 … 60 s; up to one second of jitter on top.</summary>
    public void Pause(TimeSpan? retryAfter)
    {
        lock (_gate)
        {
            var pause = retryAfter ?? TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, Math.Min(_refusals, 10))));
            _refusals++;
            var until = _time.GetUtcNow() + pause + TimeSpan.FromSeconds(_random());
            if (until > _pausedUntil) _pausedUntil = until;

            // What was saved up is lost: after a limit one begins slowly.
            (_tokens, _refilledAt) = (0, _time.GetTimestamp());
            Admit();
        }
    }

    /// <summary>Notion has answered as usual.</summary>
    public void Resume()
    {
        lock (_gate) _refusals = 0;
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>By how much an older call of this kind lets the most urgent ones overtake it. Without an end to that, rows that ask would wait as
    /// long as there is anything to write.</summary>
    private static TimeSpan Patience(CallPriority priority) => priority switch
    {
        CallPriority.Columns => TimeSpan.Zero,
        CallPriority.Body => TimeSpan.FromSeconds(5),
        CallPriority.Polling => TimeSpan.FromSeconds(10),
        _ => TimeSpan.FromSeconds(30),
    };

    private void OnTimer()
    {
        lock (_gate) Admit();
    }

    private void Admit()
    {
        var now = _time.GetUtcNow();
        if (now < _pausedUntil)
        {
            Wake(_pausedUntil - now);
            return;
        }

        Refill();
        while (_tokens >= 1 && _waiting.TryDequeue(out var turn, out _))
        {
            // A caller that gave up meanwhile costs nothing.
            if (turn.TrySetResult()) _tokens--;
        }

        if (_waiting.Count > 0) Wake(TimeSpan.FromSeconds((1 - _tokens) / _perSecond));
    }

    private void Refill()
    {
        var now = _time.GetTimestamp();
        _tokens = Math.Min(_burst, _tokens + (_time.GetElapsedTime(_refilledAt, now).TotalSeconds * _perSecond));
        _refilledAt = now;
    }

    // Timers count whole milliseconds; one more makes sure that the token is there when it rings.
    private void Wake(TimeSpan delay) => _timer.Change(delay + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
}
