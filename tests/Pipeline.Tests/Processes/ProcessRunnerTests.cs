using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Adapters.Processes;
using Pipeline.Core.Jobs;

namespace Pipeline.Tests.Processes;

public sealed class ProcessRunnerTests : IDisposable
{
    private readonly ProcessRunner _runner = new(TimeProvider.System, NullLogger<ProcessRunner>.Instance);
    private readonly string _directory = Directory.CreateTempSubdirectory("pipeline-test-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(42)]
    public async Task The_tools_own_exit_code_passes(int code)
    {
        var result = await _runner.Run(Sh($"echo out; echo err >&2; exit {code}"));

        Assert.Equal(code, result.ExitCode);
        Assert.Equal("out\n", result.Output);
        Assert.Equal(["err"], result.ErrorTail);
    }

    [Fact]
    public async Task Arguments_reach_the_tool_as_they_are()
    {
        string[] arguments = ["$HOME; echo x", "it's", "\"", "-n", "", "a b", "*"];

        var result = await _runner.Run(new ToolCommand("printf", ["%s|", .. arguments]));

        Assert.Equal(string.Concat(arguments.Select(a => a + "|")), result.Output);
    }

    [Fact]
    public async Task What_is_written_to_a_tool_arrives_and_ends()
    {
        var input = new byte[300_000];
        Random.Shared.NextBytes(input);

        var result = await _runner.Run(new ToolCommand("sha256sum", []), input: async (tool, stop) => await tool.WriteAsync(input, stop));

        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(input)), result.Output[..64]);
    }

    [Fact]
    public async Task A_tool_that_stops_reading_ends_with_its_own_exit_code()
    {
        var result = await _runner.Run(Sh("head -c 1 >/dev/null; exit 3"), input: async (tool, stop) =>
        {
            while (true) await tool.WriteAsync(new byte[1 << 20], stop);
        });

        Assert.Equal(3, result.ExitCode);
    }

    [Fact]
    public async Task An_input_that_cannot_be_made_stops_the_tool_and_is_thrown()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            _runner.Run(new ToolCommand("cat", []), input: (_, _) => throw new InvalidOperationException("no input")));
        Assert.Equal("no input", failure.Message);
    }

    [Fact]
    public async Task The_environment_is_clean()
    {
        var result = await _runner.Run(new ToolCommand("env", []) { Environment = new Dictionary<string, string> { ["MINE"] = "1" } });

        var names = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('=')[0]);
        Assert.Equal(["HOME", "LC_ALL", "MINE", "PATH"], names.Except(["PWD", "_", "SHLVL", "OLDPWD"]).Order());
        Assert.Contains("HOME=/nonexistent\n", result.Output);
    }

    [Fact]
    public async Task Both_pipes_flooded_neither_block_the_tool_nor_fill_the_memory()
    {
        var lines = 0;
        var result = await _runner.Run(
            Sh("head -c 20000000 /dev/zero | tr '\\0' x & yes error | head -n 500000 >&2; wait; echo; echo end"),
            onErrorLine: _ => Interlocked.Increment(ref lines));

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(500_000, lines);
        Assert.Equal(8 * 1024 * 1024, result.Output.Length);
        Assert.Equal(50, result.ErrorTail.Count);
    }

    [Fact]
    public async Task A_missing_tool_is_an_operators_error_that_names_the_repair()
    {
        var e = await Assert.ThrowsAsync<JobFailureException>(() => _runner.Run(new ToolCommand("/nowhere/yt-dlp", [])));

        Assert.Equal((ErrorClass.Operator, "tool-missing"), (e.Error.Class, e.Error.Code));
        Assert.Contains("/nowhere/yt-dlp", e.Error.Sentence);
        Assert.Contains("apt-get install yt-dlp", e.Error.Sentence);
    }

    [Fact]
    public async Task Cancelling_sends_SIGINT_to_the_tool_itself()
    {
        using var cancel = new CancellationTokenSource();
        var mark = Path.Combine(_directory, "interrupted");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _runner.Run(
            Sh($"trap 'echo yes > {mark}; exit 1' INT; echo ready; while :; do sleep 0.05; done"),
            line => { if (line == "ready") cancel.Cancel(); },
            ct: cancel.Token));

        Assert.True(File.Exists(mark));
    }

    [Fact]
    public async Task A_tool_that_ignores_SIGINT_is_killed_with_what_it_started()
    {
        using var cancel = new CancellationTokenSource();
        var pids = new List<int>();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _runner.Run(
            Sh("trap '' INT; sleep 600 & echo $!; echo $$; wait"),
            line => { pids.Add(Pid(line)); if (pids.Count == 2) cancel.Cancel(); },
            ct: cancel.Token));

        await Until(() => pids.All(pid => !IsAlive(pid)), "both to die");
    }

    [Fact]
    public async Task The_time_limit_stops_the_tool_and_says_so()
    {
        var pid = 0;
        var e = await Assert.ThrowsAsync<JobFailureException>(() => _runner.Run(
            Sh("echo $$; exec sleep 600") with { TimeLimit = TimeSpan.FromMilliseconds(300) }, line => pid = Pid(line)));

        Assert.Equal("tool-timeout", e.Error.Code);
        Assert.False(IsAlive(pid));
    }

    [Fact]
    public async Task What_a_tool_leaves_behind_dies_with_it()
    {
        var result = await _runner.Run(Sh("sleep 600 & echo $!"));

        Assert.Equal(0, result.ExitCode);
        await Until(() => !IsAlive(Pid(result.Output)), "the grandchild to die");
    }

    [Fact]
    public async Task A_failing_line_handler_stops_the_tool_and_is_thrown() =>
        await Assert.ThrowsAsync<FormatException>(() => _runner.Run(Sh("echo x; exec sleep 600"), line => int.Parse(line)));

    [Fact]
    public async Task A_long_lived_tool_is_killed_at_once()
    {
        await using var tool = _runner.Start(Sh("trap '' INT TERM; sleep 600 & wait"));

        tool.Kill();
        var result = await tool.Exited;

        Assert.Equal(137, result.ExitCode);
        Assert.False(IsAlive(tool.Pid));
    }

    /// <summary>The parent is a shell that plays the worker: it alone holds the other end of the tool's standard input.</summary>
    [Fact]
    public async Task The_tool_and_what_it_started_die_when_the_worker_is_killed_with_SIGKILL()
    {
        var start = OrphanGuard.StartInfo(Sh($"trap '' INT TERM HUP; sleep 600 & echo $! $$ > {_directory}/p; mv {_directory}/p {_directory}/pids; wait"));
        var worker = new ProcessStartInfo("sh") { RedirectStandardInput = true };
        foreach (var a in (string[])["-c", "mkfifo \"$0\"; \"$@\" <\"$0\" & exec 9>\"$0\"; read stop", _directory + "/pipe", start.FileName, .. start.ArgumentList])
            worker.ArgumentList.Add(a);
        using var parent = Process.Start(worker)!;
        await Until(() => File.Exists(_directory + "/pids"), "the tool to start");
        var pids = (await File.ReadAllTextAsync(_directory + "/pids")).Split().Where(p => p.Length > 0).Select(Pid).ToArray();
        Assert.All(pids, pid => Assert.True(IsAlive(pid)));

        parent.Kill();

        await Until(() => pids.All(pid => !IsAlive(pid)), "the orphans to die");
    }

    private static ToolCommand Sh(string script) => new("sh", ["-c", script]);

    private static int Pid(string text) => int.Parse(text.Trim(), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A zombie that nobody has waited for yet counts as dead.</summary>
    private static bool IsAlive(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..][0] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task Until(Func<bool> condition, string what)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!condition())
        {
            try
            {
                await tick.WaitForNextTickAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail("Waited in vain for " + what);
            }
        }
    }
}
