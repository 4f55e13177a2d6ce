namespace Pipeline.Sandbox.Media;

/// <summary>Holds matching transfers at a share of the file until <see cref="Release"/>. Dispose releases too.</summary>
public sealed class MediaHold : IDisposable
{
    /// <summary>
    /// A reader counts as arrived when it has waited this long with its connection open: a probe that reads 512 bytes and
    /// hangs up fills the network's buffers too, and would be taken for a transfer.
    /// </summary>
    private static readonly TimeSpan Dwell = TimeSpan.FromMilliseconds(250);

    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<MediaHold> _remove;

    internal MediaHold(string pathContains, double fraction, Action<MediaHold> remove)
    {
        PathContains = pathContains;
        Fraction = fraction;
        _remove = remove;
    }

    /// <summary>Completes when a transfer stands at the mark.</summary>
    public Task Reached => _reached.Task;

    internal string PathContains { get; }

    internal double Fraction { get; }

    public void Release()
    {
        _remove(this);
        _released.TrySetResult();
    }

    public void Dispose() => Release();

    internal async Task WaitAsync(CancellationToken cancel)
    {
        if (await Task.WhenAny(_released.Task, Task.Delay(Dwell, cancel)) != _released.Task && !cancel.IsCancellationRequested)
        {
            _reached.TrySetResult();
        }

        await _released.Task.WaitAsync(cancel);
    }
}
