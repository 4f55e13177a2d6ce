using System.Threading.Channels;

namespace Pipeline.Core.Board;

/// <summary>"There is something in the outbox": whoever has put writes in calls <see cref="Notify"/>, so that a status word
/// need not wait for the sender's next look. Calls while nobody listens count as one.</summary>
public sealed class BoardSignal
{
    private readonly Channel<bool> _calls = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Notify() => _calls.Writer.TryWrite(true);

    /// <summary>Returns at the next call, or at once when there was one since the last return, or after <paramref name="limit"/>.</summary>
    public async Task Wait(TimeSpan limit, TimeProvider time, CancellationToken ct)
    {
        using var timer = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token);
        try
        {
            await _calls.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // The limit is over: an ordinary look.
            return;
        }
    }
}
