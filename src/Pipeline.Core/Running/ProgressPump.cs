using System.Threading.Channels;

namespace Pipeline.Core.Running;

/// <summary>Carries progress out of callbacks that cannot wait (a child's output line, a hash loop) into awaited, fenced reports.
/// Only the newest value counts. A lost claim ends the work and surfaces where it is awaited; a report that could not be written
/// (database busy) does not: the next one says more, and without any the run would count as stuck.</summary>
public static class ProgressPump
{
    /// <summary>Runs <paramref name="work"/> and reports each newest progress value until it ends.</summary>
    public static async Task<TResult> Run<T, TResult>(
        Func<IProgress<T>, CancellationToken, Task<TResult>> work, Func<T, CancellationToken, Task> report, CancellationToken ct)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var values = Channel.CreateBounded<T>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        var reports = Task.Run(() => Drain(values.Reader, report, both), CancellationToken.None);
        try
        {
            return await work(new Sink<T>(values.Writer), both.Token);
        }
        catch (OperationCanceledException) when (both.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            await reports; // the claim was lost: say that, not "cancelled"
            throw;
        }
        finally
        {
            values.Writer.TryComplete();
            await reports.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task Drain<T>(ChannelReader<T> values, Func<T, CancellationToken, Task> report, CancellationTokenSource both)
    {
        try
        {
            await foreach (var value in values.ReadAllAsync(both.Token))
            {
                var sent = report(value, both.Token);
                await sent.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (sent.Exception?.InnerException is ClaimLostException lost) throw lost;
            }
        }
        catch (ClaimLostException)
        {
            await both.CancelAsync();
            throw;
        }
    }

    private sealed class Sink<T>(ChannelWriter<T> writer) : IProgress<T>
    {
        public void Report(T value) => writer.TryWrite(value);
    }
}
