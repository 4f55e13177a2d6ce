using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.EndToEnd;

/// <summary>The real executable as a child process: what a user starts, and what a test may kill.</summary>
internal sealed partial class Worker : IAsyncDisposable
{
    private const int SigTerm = 15;
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = new();
    private bool _disposed;

    private Worker(Process process) => _process = process;

    /// <summary>Of its HTTP side.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public string Log => string.Join('\n', _log);

    public bool HasExited => _process.HasExited;

    /// <summary>Starts <c>pipeline run</c> and waits until it answers.</summary>
    public static async Task<Worker> Start(IEnumerable<string> settings, IReadOnlyDictionary<string, string> environment, string workingDirectory)
    {
        var worker = new Worker(Spawn(["run", .. settings, "--Api:Address=http://127.0.0.1:0"], environment, workingDirectory));
        worker.Drain();
        await Eventually.True(
            () => worker.HasExited || ListensOn().IsMatch(worker.Log), TimeSpan.FromSeconds(60), () => "the worker to listen\n" + worker.Log);
        Assert.False(worker.HasExited, "the worker ended at its start:\n" + worker.Log);
        worker.Address = new Uri(ListensOn().Match(worker.Log).Groups[1].Value);
        return worker;
    }

    /// <summary>Runs one command of the CLI to its end.</summary>
    public static async Task<(int ExitCode, string Output)> Command(
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string workingDirectory)
    {
        var (code, output, errors) = await Apart(arguments, environment, workingDirectory);
        return (code, output + errors);
    }

    /// <summary>The same with both streams apart.</summary>
    /// <param name="hangUp">What becomes of SIGHUP: <c>default</c>, or <c>ignore</c> as nohup does it.</param>
    public static async Task<(int ExitCode, string Output, string Errors)> Apart(
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string workingDirectory, Func<Process, Task>? meanwhile = null, string hangUp = "default")
    {
        using var process = Spawn(arguments, environment, workingDirectory, hangUp);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (meanwhile is not null) await meanwhile(process);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>kill(2); 2 is what Ctrl-C sends.</summary>
    public static void Signal(Process process, int signal) => Assert.Equal(0, Send(process.Id, signal));

    /// <summary>SIGKILL: nothing of it runs any more when this returns.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, and how long it took to end.</summary>
    public async Task<TimeSpan> Stop()
    {
        var watch = Stopwatch.StartNew();
        Signal(_process, SigTerm);
        await _process.WaitForExitAsync();
        return watch.Elapsed;
    }

    /// <summary>A test and its world may both do so.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        if (!_process.HasExited) await Kill();
        _process.Dispose();
    }

    private static Process Spawn(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string workingDirectory, string hangUp = "default")
    {
        // Tests that run in the background of a script ignore SIGINT, and their children would.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", $"--{hangUp}-signal=HUP", Path.Combine(AppContext.BaseDirectory, "pipeline"), .. arguments])
        {
            WorkingDirectory = workingDirectory, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        foreach (var (key, value) in environment) start.Environment[key] = value;
        return Process.Start(start)!;
    }

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

    [GeneratedRegex(@"listens on (http://\S+?),? ")]
    private static partial Regex ListensOn();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int pid, int signal);
}
