namespace Pipeline.Core.Media;

/// <summary>A decoder at work and the samples that it has made so far. Disposing stops it.</summary>
public sealed class Decoding : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly Task _work;

    /// <param name="path">Where the samples will lie.</param>
    /// <param name="decode">Writes them; ends when all are there.</param>
    public Decoding(string path, Func<CancellationToken, Task> decode, TimeProvider time, CancellationToken ct)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        _work = decode(_stop.Token);
        Audio = new GrowingAudio(path, _work, time);
    }

    public GrowingAudio Audio { get; }

    /// <summary>Completed when all samples are there; faulted when they cannot be had.</summary>
    public Task Done => _work;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Audio.Dispose();
        _stop.Dispose();
    }
}
