using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.EndToEnd;

/// <summary>The executable as a person sees it who sits at a terminal: util-linux's <c>script</c> gives it one, the test reads and types.</summary>
internal sealed partial class PseudoTerminal : IAsyncDisposable
{
    private const string CtrlC = "\u0003";
    private readonly Process _script;
    private readonly StringBuilder _shown = new();
    private readonly Task _reading;

    private PseudoTerminal(Process script) => (_script, _reading) = (script, Task.Run(async () => await Read(script.StandardOutput)));

    /// <summary>What stands on the screen, without colours and cursor movements.</summary>
    public string Screen
    {
        get
        {
            lock (_shown) return Sequence().Replace(_shown.ToString(), "").ReplaceLineEndings("\n");
        }
    }

    /// <param name="shell">How the terminal's shell goes on after the command: <c>&lt; /dev/null</c> or <c>| cat</c>, for instance.</param>
    public static PseudoTerminal Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, string workingDirectory, string shell = "")
    {
        var command = string.Join(' ', arguments.Prepend(Path.Combine(AppContext.BaseDirectory, "pipeline")).Select(Quoted));
        // Wide, so that no sentence is broken; and a pipe's exit code is the program's. Nobody else sits at the terminal: a shell that waited there (dash,
        // where SHELL is not set) would hear Ctrl-C as well, and end with 130 whatever the program said.
        var seat = $"exec env --default-signal=INT bash -o pipefail -c {Quoted($"stty cols 400 -echo; {(shell.Length == 0 ? "exec " : "")}{command} {shell}")}";
        var start = new ProcessStartInfo("script", ["--quiet", "--return", "--command", seat, "/dev/null"])
        {
            WorkingDirectory = workingDirectory, RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false,
        };
        foreach (var (key, value) in environment) start.Environment[key] = value;
        start.Environment["TERM"] = "xterm";
        return new PseudoTerminal(Process.Start(start)!);
    }

    /// <summary>Waits until the text stands on the screen, behind all that stood there at the last answer.</summary>
    public Task Until(string text, int from = 0, int seconds = 60) => Eventually.True(
        () => Screen.IndexOf(text, Math.Min(from, Screen.Length), StringComparison.Ordinal) >= 0, TimeSpan.FromSeconds(seconds), () => $"\"{text}\" on the screen:\n{Screen}");

    /// <returns>Length of the screen before the answer.</returns>
    public async Task<int> Answer(string line)
    {
        var before = Screen.Length;
        await Type(line + "\r");
        return before;
    }

    public Task Interrupt() => Type(CtrlC);

    /// <summary>The window is closed, or the connection lost: the program hears SIGHUP, and what it writes fails.</summary>
    public async Task Close()
    {
        _script.Kill();
        await _script.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <returns>The program's exit code.</returns>
    public async Task<int> Ended()
    {
        await _script.WaitForExitAsync(TestContext.Current.CancellationToken);
        await _reading;
        return _script.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_script.HasExited) _script.Kill(entireProcessTree: true);
        await _script.WaitForExitAsync();
        await _reading;
        _script.Dispose();
    }

    private async Task Type(string keys)
    {
        await _script.StandardInput.WriteAsync(keys);
        await _script.StandardInput.FlushAsync();
    }

    private async Task Read(StreamReader output)
    {
        var buffer = new char[4096];
        while (await output.ReadAsync(buffer) is > 0 and var count)
            lock (_shown) _shown.Append(buffer, 0, count);
    }

    private static string Quoted(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    [GeneratedRegex(@"\u001b(\[[0-9;?]*[A-Za-z]|[=>]|\][^\u0007]*\u0007)")]
    private static partial Regex Sequence();
}
