using Microsoft.Extensions.Logging;
using Pipeline.Core.Jobs;

namespace Pipeline.Core.Running;

/// <summary>What later stages of one run do before their turn. It never fails the run: whatever goes wrong there, the stage meets
/// again when its turn has come, and then it counts. Disposing stops it.</summary>
internal sealed class EarlyWork(JobContext job, ILogger log, CancellationToken ct) : IAsyncDisposable
{
    private readonly CancellationTokenSource _abort = CancellationTokenSource.CreateLinkedTokenSource(ct);
    private CancellationTokenSource _turn = new();
    private Task _work = Task.CompletedTask;

    /// <summary>The stage has its turn: its early work comes to an end at the next checkpoint, and <see cref="JobContext.Early"/> tells when.</summary>
    public async Task HandOver()
    {
        await _turn.CancelAsync();
        job.Early = _work;
    }

    /// <summary>Lets a stage begin before its turn.</summary>
    public void Begin(IStage? stage)
    {
        if (stage is null) return;
        _turn.Dispose();
        _turn = new CancellationTokenSource();
        var turn = _turn.Token;
        _work = Task.Run(() => Work(stage, turn), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _abort.CancelAsync();
        await _work;
        _abort.Dispose();
        _turn.Dispose();
    }

    private async Task Work(IStage stage, CancellationToken turn)
    {
        try
        {
            await stage.Ahead(job, turn, _abort.Token);
        }
        catch (OperationCanceledException) when (turn.IsCancellationRequested || _abort.IsCancellationRequested)
        {
            // Its turn has come, or the run ends.
        }
        catch (JobFailureException e)
        {
            Log.EarlyWorkGivenUp(log, stage.Stage, e.Error.Code, e.Error.Detail ?? e.Error.Sentence);
        }
        catch (Exception e)
        {
            Log.EarlyWorkFailed(log, e, stage.Stage);
        }
    }
}
