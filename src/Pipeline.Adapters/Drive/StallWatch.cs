namespace Pipeline.Adapters.Drive;

/// <summary>Breaks a request off when nothing moved for a while, however long the whole takes: a time limit on the whole would
/// punish slow lines, none at all would hang on a dead one.</summary>
internal sealed class StallWatch : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly CancellationTokenSource _stalled;
    private readonly CancellationTokenSource _either;

    public StallWatch(TimeSpan limit, TimeProvider clock, CancellationToken stop)
    {
        _limit = limit;
        _stalled = new CancellationTokenSource(limit, clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_stalled.Token, stop);
    }

    /// <summary>Cancelled by a stall or by the caller.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Bytes went through: the clock starts again.</summary>
    public void Moved() => _stalled.CancelAfter(_limit);

    public void Dispose()
    {
        _either.Dispose();
        _stalled.Dispose();
    }
}
