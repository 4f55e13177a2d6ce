using System.Runtime.Versioning;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.EndToEnd;

/// <summary>The program ends when it is told to, whatever it is just doing.</summary>
[SupportedOSPlatform("linux")]
public sealed class StopTests
{
    private const int SigInt = 2;
    private const int SigTerm = 15;

    [Theory]
    [InlineData(SigInt)]
    [InlineData(SigTerm)]
    public async Task A_worker_that_is_told_to_stop_while_it_starts_ends_in_order_and_starts_again(int signal)
    {
        await using var world = await World.Create();
        var (code, _, errors) = await Worker.Apart(["run", .. world.Common("--Api:Address=http://127.0.0.1:0")], world.Environment, world.Home, async process =>
        {
            // Its first sign of life; it does not listen yet.
            await Eventually.True(() => Directory.Exists(world.Data) || process.HasExited, TimeSpan.FromSeconds(60), () => "the worker to make its folder");
            Worker.Signal(process, signal);
        });
        Assert.Equal((0, ""), (code, errors));

        var page = world.AddRow(world.Media("page/jfk"));
        await world.StartFastWorker();
        await world.UntilWord(page, "Complete");
    }

    [Fact]
    public async Task A_command_that_waits_for_a_video_ends_with_130_and_no_stack_trace()
    {
        await using var world = await World.Create();
        await using var terminal = PseudoTerminal.Start(
            ["add", world.Media("page/jfk").ToString(), "-c", World.Channel, "--wait", .. world.Common()], world.Environment, world.Home);
        // The bars are drawn: it waits.
        await terminal.Until("Transcribe");
        await terminal.Interrupt();
        Assert.Equal(130, await terminal.Ended());
        Assert.DoesNotContain("Exception", terminal.Screen, StringComparison.Ordinal);
        Assert.Equal(1, await Books.Scalar(world.Data, "select count(*) from jobs where status = 'Pending'"));
    }

    [Fact]
    public async Task A_second_signal_does_not_wait_for_what_the_first_has_asked_to_end()
    {
        await using var world = await World.Create();
        var (tool, told) = (Path.Combine(world.Home, "yt-dlp"), Path.Combine(world.Home, "told"));
        // Hears SIGINT, and goes on.
        await File.WriteAllTextAsync(tool, $"#!/bin/sh\ntrap ': > {told}' INT\n: > {tool}.started\nwhile :; do sleep 1; done\n");
        File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var (code, _, errors) = await Worker.Apart(["transcribe", world.Media("page/jfk").ToString(), .. world.Common($"--YtDlp:Path={tool}")], world.Environment, world.Home, async process =>
        {
            foreach (var sign in (string[])[$"{tool}.started", told])
            {
                await Eventually.True(() => File.Exists(sign) || process.HasExited, TimeSpan.FromSeconds(60), () => $"{sign} to be there");
                Worker.Signal(process, SigInt);
            }
        });
        Assert.Equal(130, code);
        Assert.DoesNotContain("Stopped.", errors, StringComparison.Ordinal);
        await Eventually.True(() => !ChildProcesses.Exist("sleep", world.Home), TimeSpan.FromSeconds(30), () => "the tool to end with it");
    }
}
