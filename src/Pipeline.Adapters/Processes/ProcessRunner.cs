using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Processes;

/// <summary>The one door to other programs: argument list, clean environment, both pipes drained, time limit, orphan guard.</summary>
public sealed class ProcessRunner(TimeProvider time, ILogger<ProcessRunner> log)
{
    /// <summary>Runs a tool to its end. Any exit code is a result. Cancellation and the time limit send SIGINT, and five seconds
    /// later SIGKILL to the tool and everything it started; the call returns when they are gone.</summary>
    /// <param name="onOutputLine">Called on a thread of the pool, one line at a time; an exception from it stops the tool and is thrown here.</param>
    /// <param name="input">Writes the tool's standard input, which ends when it returns; a tool that stops reading before is no failure
    /// of its own. Null: an empty input.</param>
    /// <exception cref="JobFailureException">Operator <c>tool-missing</c>; transient <c>tool-timeout</c>.</exception>
    public async Task<ToolResult> Run(
        ToolCommand c, Action<string>? onOutputLine = null, Action<string>? onErrorLine = null, ToolInput? input = null, CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        await using var tool = Start(c, onOutputLine, onErrorLine, input);
        using var limit = new CancellationTokenSource(c.TimeLimit ?? Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            var result = await tool.Exited.WaitAsync(either.Token);
            log.ToolEnded(c.Name, tool.Pid, result.ExitCode, result.Elapsed);
            return result;
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            if (!ct.IsCancellationRequested) log.ToolTimedOut(c.Name, tool.Pid, c.TimeLimit);
            await tool.Stop();
            ct.ThrowIfCancellationRequested();
            throw TimedOut(c);
        }
    }

    /// <summary>Starts a tool that lives for long. The caller disposes it.</summary>
    public RunningTool Start(ToolCommand c, Action<string>? onOutputLine = null, Action<string>? onErrorLine = null, ToolInput? input = null)
    {
        if (c.WorkingDirectory is { } directory && !Directory.Exists(directory))
            throw new DirectoryNotFoundException($"The working directory of {c.FileName} does not exist: {directory}");
        try
        {
            var process = Process.Start(OrphanGuard.StartInfo(c, readsInput: input is not null))!;
            log.ToolStarted(c.Name, process.Id);
            return new RunningTool(process, c, time, onOutputLine, onErrorLine, input);
        }
        catch (Win32Exception e)
        {
            throw ToolMissing.Failure("setsid", [], e);
        }
    }

    private static JobFailureException TimedOut(ToolCommand c) => new(
        ErrorClass.Transient,
        "tool-timeout",
        $"{c.Name} did not finish within {c.TimeLimit!.Value.TotalMinutes:0.#} minutes and was stopped.");
}
