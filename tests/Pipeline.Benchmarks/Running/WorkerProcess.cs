using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Pipeline.Benchmarks.Running;

/// <summary>The real executable as a child process. It dies with its children when this is disposed.</summary>
internal sealed partial class WorkerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = new();

    private WorkerProcess(Process process) => _process = process;

    /// <summary>Of its HTTP side.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public string LogTail => string.Join('\n', _log.TakeLast(30));

    /// <summary>Starts <c>pipeline run</c> and waits until it answers.</summary>
    public static async Task<WorkerProcess> Start(IEnumerable<string> settings, string workingDirectory, CancellationToken ct)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "pipeline"))
        {
            WorkingDirectory = workingDirectory, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var argument in (string[])["run", .. settings, "--Api:Address=http://127.0.0.1:0"]) start.ArgumentList.Add(argument);
        start.Environment["PIPELINE_NOTION__TOKEN"] = "ntn_sandbox";
        var worker = new WorkerProcess(Process.Start(start)!);
        worker.Drain();
        await Wait.Until(() => Task.FromResult(worker.Listens()), TimeSpan.FromSeconds(60), () => "the worker to answer\n" + worker.LogTail, ct);
        return worker;
    }

    /// <summary>Largest resident memory so far, bytes: of the worker alone, without the tools that it starts.</summary>
    public long PeakMemory()
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    public async ValueTask DisposeAsync()
    {
        // The tools' guard ends them with the worker.
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private bool Listens()
    {
        if (_process.HasExited) throw new InvalidOperationException("The worker ended at its start:\n" + LogTail);
        if (ListensOn().Match(LogTail) is not { Success: true } line) return false;
        Address = new Uri(line.Groups[1].Value);
        return true;
    }

    [GeneratedRegex(@"listens on (http://\S+?),? ")]
    private static partial Regex ListensOn();

    private void Drain()
    {
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Keep(string? line)
    {
        if (line is not null) _log.Enqueue(line);
    }
}
