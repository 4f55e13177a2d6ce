using Microsoft.Extensions.Logging;
using Pipeline.Core.Board;

namespace Pipeline.Core.Running;

/// <summary>Looks after the claim of a run that has begun, until disposed: the claim that another worker was about to write when ours came
/// may still cover it, and would tell that one that the row is its own. Never fails the run.</summary>
internal sealed class HeldClaim : IAsyncDisposable
{
    private readonly CancellationTokenSource _abort;
    private readonly Task _looking;

    /// <param name="isTheirs">Whether a claim is another worker's.</param>
    public HeldClaim(JobContext job, Func<CancellationToken, Task<BoardRow?>> read, Func<string, bool> isTheirs, TimeProvider time, ILogger log, CancellationToken ct)
    {
        _abort = CancellationTokenSource.CreateLinkedTokenSource(ct);
        _looking = Task.Run(() => Look(job, read, isTheirs, time, log, _abort.Token), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _abort.CancelAsync();
        await _looking;
        _abort.Dispose();
    }

    private static async Task Look(JobContext job, Func<CancellationToken, Task<BoardRow?>> read, Func<string, bool> isTheirs, TimeProvider time, ILogger log, CancellationToken ct)
    {
        var began = time.GetTimestamp();
        try
        {
            foreach (var age in ClaimDoubts.Ages)
            {
                var left = age - time.GetElapsedTime(began);
                if (left > TimeSpan.Zero) await Task.Delay(left, time, ct);
                if (await read(ct) is not { Claim: { } claim } || !isTheirs(claim)) continue;
                Log.Reclaimed(log, claim);
                await job.Show(BoardUpdates.Reclaim(job.Job, job.Channel), ct);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ClaimLostException)
        {
            // The run ends, or has ended already.
        }
        catch (Exception e)
        {
            Log.ClaimNotHeld(log, e);
        }
    }
}
