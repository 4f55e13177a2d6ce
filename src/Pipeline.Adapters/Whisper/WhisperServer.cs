using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Whisper;

/// <summary>One supervised <c>whisper-server</c> with one model: started at the first request, again after a death with growing pauses,
/// replaced when it hangs or has grown too big, stopped when idle. One request at a time.</summary>
internal sealed class WhisperServer : IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    // Dies this often in a row without an answer in between: perhaps it is the build.
    private const int FailuresOfABuild = 2;

    private readonly WhisperLauncher launcher;
    private readonly EngineBinaries binaries;
    private readonly WhisperOptions options;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly SemaphoreSlim turn = new(1);
    private readonly ITimer idle;
    private WhisperProcess? process;
    private string? binary;
    private int failuresInARow;
    private volatile bool isDisposed;

    internal WhisperServer(WhisperLauncher launcher, EngineBinaries binaries, LocalModel model, WhisperOptions options, TimeProvider time, ILogger log)
    {
        (this.launcher, this.binaries, Model, this.options, this.time, this.log) = (launcher, binaries, model, options, time, log);
        idle = time.CreateTimer(_ => StopIdle(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public LocalModel Model { get; }

    /// <summary>Process id of the running server; null when there is none.</summary>
    public int? Pid => process is { IsRunning: true } p ? p.Pid : null;

    /// <summary>Body of the answer. Cancelling kills the server at once; the next request starts another.</summary>
    /// <param name="limit">When it passes, the request counts as hung.</param>
    /// <exception cref="EngineLostException">Died or hung: ask again.</exception>
    public async Task<string> Ask(Func<HttpContent> form, TimeSpan limit, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            idle.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            var answer = await AskFitting(form, limit, ct);
            failuresInARow = 0;
            await DropBig();
            return answer;
        }
        catch (EngineLostException)
        {
            failuresInARow++;
            throw;
        }
        finally
        {
            idle.Change(TimeSpan.FromSeconds(options.IdleStopSeconds), Timeout.InfiniteTimeSpan);
            turn.Release();
        }
    }

    public void Dispose()
    {
        isDisposed = true;
        process?.Kill();
        idle.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        isDisposed = true;
        await Drop();
        Dispose();
    }

    /// <summary>A build that this processor cannot run gives way to the next one; the piece notices nothing.</summary>
    private async Task<string> AskFitting(Func<HttpContent> form, TimeSpan limit, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return await AskRunning(form, limit, ct);
            }
            catch (WrongBinaryException e)
            {
                log.BuildUnfit(e.Binary, e.Message);
                if (binaries.Reject(e.Binary)) continue;
                throw new JobFailureException(
                    ErrorClass.Operator,
                    "wrong-binary",
                    "The speech engine was built for another processor (illegal instruction). Ask the operator to build it on this machine with `make setup`, or to set Whisper:ServerPath to one without AVX2, then set the row back.",
                    e.Detail,
                    e);
            }
        }
    }

    private async Task<string> AskRunning(Func<HttpContent> form, TimeSpan limit, CancellationToken ct)
    {
        var running = await Running(ct);
        using var hung = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(hung.Token, ct);
        // The server would work on for seconds after its client has gone.
        await using var kill = either.Token.Register(running.Kill);
        try
        {
            using var content = form();
            return await running.Ask(content, either.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException or IOException or SocketException)
        {
            var ending = either.IsCancellationRequested ? null : await running.Ending(e);
            await Drop();
            ct.ThrowIfCancellationRequested();
            throw ending ?? new EngineLostException($"no answer within {limit.TotalSeconds:0} s", null, e);
        }
    }

    private async Task<WhisperProcess> Running(CancellationToken ct)
    {
        // A request that outlives the host must not start a server for nobody.
        ObjectDisposedException.ThrowIf(isDisposed, this);
        if (process is { IsRunning: true } running && await running.Answers(ct)) return running;
        if (failuresInARow >= FailuresOfABuild) binaries.Avoid(binary!);
        await Drop();
        if (failuresInARow > 0) await Task.Delay(Pause(failuresInARow), time, ct);
        var start = time.GetTimestamp();
        binary = await binaries.For(Model, ct);
        var started = await launcher.Start(binary, Model.Path, ct);
        process = started;
        if (isDisposed) started.Kill();
        var elapsed = time.GetElapsedTime(start);
        log.EngineReady(Model.Name, started.Pid, launcher.Threads, elapsed, binary);
        return started;
    }

    /// <summary>Memory that an engine keeps between two requests is lost to everybody; a start costs less than a second.</summary>
    private async Task DropBig()
    {
        if (process?.ResidentBytes is not { } bytes || bytes <= options.MemoryLimit(Model.Path)) return;
        log.EngineTooBig(Model.Name, bytes >> 20, options.MemoryLimit(Model.Path) >> 20);
        await Drop();
    }

    private static TimeSpan Pause(int failures) =>
        TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(failures, 10)));

    private async Task Drop()
    {
        if (process is not { } old) return;
        process = null;
        await old.DisposeAsync();
    }

    private void StopIdle()
    {
        // Someone is at work: the timer is set again when that ends.
        if (!turn.Wait(0)) return;
        try
        {
            if (process is not { IsRunning: true } running) return;
            running.Kill();
            log.EngineIdle(Model.Name, options.IdleStopSeconds);
        }
        finally
        {
            turn.Release();
        }
    }
}
