using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Pipeline.Adapters.Processes;

namespace Pipeline.Adapters.Whisper;

/// <summary>The supervised <c>whisper-server</c>: started at the first request, again after a death with growing pauses, stopped when
/// idle. One request at a time; others wait here and not in the server, where a waiting request costs an encoder pass even when its
/// client has gone (whisper-engine.md §2).</summary>
public sealed class WhisperServer : IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly ProcessRunner runner;
    private readonly HttpClient http;
    private readonly WhisperOptions options;
    private readonly ModelFile model;
    private readonly TimeProvider time;
    private readonly ILogger<WhisperServer> log;
    private readonly SemaphoreSlim turn = new(1);
    private readonly ITimer idle;
    private WhisperProcess? process;
    private int failuresInARow;
    private volatile bool isDisposed;

    internal WhisperServer(ProcessRunner runner, HttpClient http, WhisperOptions options, ModelFile model, TimeProvider time, ILogger<WhisperServer> log)
    {
        (this.runner, this.http, this.options, this.model, this.time, this.log) = (runner, http, options, model, time, log);
        idle = time.CreateTimer(_ => StopIdle(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Process id of the running server, for health displays; null when there is none.</summary>
    public int? Pid => process is { IsRunning: true } p ? p.Pid : null;

    /// <summary>Body of the answer. Cancelling kills the server at once; the next request starts another.</summary>
    /// <param name="limit">When it passes, the request counts as hung.</param>
    /// <exception cref="EngineLostException">Died or hung: ask again.</exception>
    internal async Task<string> Ask(Func<HttpContent> form, TimeSpan limit, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            idle.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            var answer = await AskRunning(form, limit, ct);
            failuresInARow = 0;
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
        http.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        isDisposed = true;
        await Drop();
        Dispose();
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
        if (process is { IsRunning: true } running) return running;
        await Drop();
        if (failuresInARow > 0) await Task.Delay(Pause(failuresInARow), time, ct);
        var start = time.GetTimestamp();
        process = await WhisperProcess.Start(runner, http, time, options, model.Locate(), ct);
        var (started, elapsed, threads) = (process, time.GetElapsedTime(start), options.EffectiveThreads);
        log.EngineReady(started.Pid, threads, elapsed);
        return started;
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
            log.EngineIdle(options.IdleStopSeconds);
        }
        finally
        {
            turn.Release();
        }
    }
}
