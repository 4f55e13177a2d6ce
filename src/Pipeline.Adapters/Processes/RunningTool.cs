using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;

namespace Pipeline.Adapters.Processes;

/// <summary>A started tool. It ends by itself, by <see cref="Kill"/>, by disposal, or with the worker.</summary>
public sealed class RunningTool : IAsyncDisposable
{
    /// <summary>From SIGINT to SIGKILL. yt-dlp needs 50–200 ms, ffmpeg closes its file (media-and-drive.md §2.3).</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly TimeProvider _time;
    private readonly OutputPump _output;
    private readonly OutputPump _error;
    private readonly ErrorTail _tail = new();
    private readonly Lock _gate = new();
    private readonly long _started;
    private Exception? _callbackFailure;
    private bool _ended;

    internal RunningTool(Process process, ToolCommand command, TimeProvider time, Action<string>? onOutputLine, Action<string>? onErrorLine, ToolInput? input)
    {
        (_process, _time, _started, Pid) = (process, time, time.GetTimestamp(), process.Id);
        _output = new OutputPump(process.StandardOutput, line => Hand(line, onOutputLine));
        _error = new OutputPump(process.StandardError, line =>
        {
            _tail.Add(line);
            Hand(line, onErrorLine);
        });
        Exited = Follow(command, input);
    }

    /// <summary>Process id of the tool itself and of its group.</summary>
    public int Pid { get; }

    /// <summary>Completes when the tool is gone, both pipes are drained, and SIGKILL has been sent to whatever it left behind.</summary>
    /// <exception cref="Core.Jobs.JobFailureException">Operator <c>tool-missing</c>: there is no such program.</exception>
    public Task<ToolResult> Exited { get; }

    /// <summary>Memory that it holds now (VmRSS of /proc), bytes; null: it is gone, or this system does not say.</summary>
    public long? ResidentBytes
    {
        get
        {
            try
            {
                var line = File.ReadLines($"/proc/{Pid}/status").FirstOrDefault(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
                return line is null ? null : long.Parse(line.AsSpan(6).TrimEnd("kB ").Trim(), CultureInfo.InvariantCulture) * 1024;
            }
            catch (IOException)
            {
                return null;
            }
        }
    }

    /// <summary>SIGKILL to the tool and everything it started, at once.</summary>
    public void Kill() => IfRunning(() => Signals.KillGroup(Pid));

    /// <summary>SIGINT, and SIGKILL for the group after <see cref="Grace"/>. Returns when it is gone; never throws.</summary>
    public async Task Stop()
    {
        IfRunning(() => Signals.InterruptProcess(Pid));
        using var grace = new CancellationTokenSource(Grace, _time);
        await using var kill = grace.Token.Register(Kill);
        await Exited.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await Exited.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task<ToolResult> Follow(ToolCommand command, ToolInput? input)
    {
        using var gone = new CancellationTokenSource();
        var drained = Task.WhenAll(Task.Run(_output.Run), Task.Run(_error.Run));
        var fed = input is null ? Task.CompletedTask : Task.Run(() => Feed(input, gone.Token));
        await _process.WaitForExitAsync();
        await gone.CancelAsync();
        await fed;
        ReleaseGroup();
        await drained;
        var (code, elapsed) = (_process.ExitCode, _time.GetElapsedTime(_started));
        _process.Dispose();
        if (_callbackFailure is { } failure) ExceptionDispatchInfo.Throw(failure);
        if (code is 126 or 127) throw ToolMissing.Failure(command.FileName, _tail.Lines);
        return new ToolResult(code, _output.Text, _tail.Lines, elapsed);
    }

    /// <summary>A failure to produce the input is the caller's and is thrown by <see cref="Exited"/>; a tool that reads no more says why itself.</summary>
    private async Task Feed(ToolInput input, CancellationToken gone)
    {
        try
        {
            await using var stream = _process.StandardInput.BaseStream;
            await input(stream, gone);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException { InnerException: SocketException })
        {
            // Broken pipe (.NET's pipes are sockets): it has ended, or is about to.
        }
        catch (Exception e)
        {
            _callbackFailure ??= e;
            Kill();
        }
    }

    /// <summary>Closing the pipe lets the watcher kill what the tool left behind. Until then the watcher keeps the group's number
    /// from being given to somebody else, so no signal of ours can hit a stranger.</summary>
    private void ReleaseGroup()
    {
        lock (_gate)
        {
            _ended = true;
            // Not the writer around it: that flushes, and throws when the tool did not read to the end.
            _process.StandardInput.BaseStream.Dispose();
        }
    }

    private void IfRunning(Action signal)
    {
        lock (_gate)
        {
            if (!_ended) signal();
        }
    }

    private void Hand(string line, Action<string>? to)
    {
        if (to is null || _callbackFailure is not null) return;
        try
        {
            to(line);
        }
        catch (Exception e)
        {
            // The pipe must go on being read while the tool is stopped; Exited throws this.
            _callbackFailure = e;
            Kill();
        }
    }
}
