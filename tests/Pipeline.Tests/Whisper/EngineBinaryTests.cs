using Pipeline.Core.Jobs;
using Pipeline.Core.Transcripts;

namespace Pipeline.Tests.Whisper;

/// <summary>Several builds of the server: scripts in front of the real one.</summary>
public class EngineBinaryTests
{
    private static readonly TranscriptionSettings English = new("en");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_build_for_another_processor_gives_way_to_the_next_one()
    {
        using var folder = new TemporaryFolder();
        var unfit = Build(folder, "unfit", "kill -ILL $$");
        await using var whisper = WhisperSetup.Scripted(("ServerPath", $"{unfit}:{WhisperSetup.BuiltServer}"), ("MaxRestarts", "0"));
        Assert.NotEmpty((await whisper.Transcriber.Transcribe(Piece(), English, Ct)).Segments);
    }

    [Fact]
    public async Task A_build_that_meets_its_instruction_only_in_a_request_gives_way_too()
    {
        using var folder = new TemporaryFolder();
        // Chosen first, because it is remembered as the faster one; then it dies of SIGILL at every start.
        var fast = Build(folder, "fast", $"test -e {folder.File("moved")} && kill -ILL $$; exec {WhisperSetup.BuiltServer} \"$@\"");
        var slow = Build(folder, "slow", $"sleep 2; exec {WhisperSetup.BuiltServer} \"$@\"");
        await using var whisper = WhisperSetup.Scripted(("ServerPath", $"{fast}:{slow}"), ("MaxRestarts", "0"));
        await whisper.Transcriber.Transcribe(Piece(), English, Ct);
        await File.WriteAllTextAsync(folder.File("moved"), "", Ct);
        RunTool.Output("kill", "-KILL", $"{whisper.Pid}");
        Assert.NotEmpty((await whisper.Transcriber.Transcribe(Piece(), English, Ct)).Segments);
    }

    [Fact]
    public async Task No_build_that_fits_is_a_matter_for_the_operator()
    {
        using var folder = new TemporaryFolder();
        await using var whisper = WhisperSetup.Scripted(("ServerPath", $"{Build(folder, "a", "kill -ILL $$")}:{Build(folder, "b", "kill -ILL $$")}"));
        var failure = await Assert.ThrowsAsync<JobFailureException>(() => whisper.Transcriber.Transcribe(Piece(), English, Ct));
        Assert.Equal((ErrorClass.Operator, "wrong-binary"), (failure.Error.Class, failure.Error.Code));
    }

    [Fact]
    public async Task The_builds_are_measured_once_and_the_choice_is_remembered()
    {
        using var folder = new TemporaryFolder();
        var (one, other) = (Counting(folder, "one"), Counting(folder, "other"));
        var settings = new[] { ("ServerPath", $"{one}:{other}") };
        await using (var first = WhisperSetup.In(folder, settings)) await first.Transcriber.Transcribe(Piece(), English, Ct);
        Assert.Equal(3, Starts(folder, "one") + Starts(folder, "other"));
        await using (var second = WhisperSetup.In(folder, settings)) await second.Transcriber.Transcribe(Piece(), English, Ct);
        Assert.Equal(4, Starts(folder, "one") + Starts(folder, "other"));
    }

    [Fact]
    public async Task A_build_that_dies_again_and_again_gives_way_to_the_other()
    {
        using var folder = new TemporaryFolder();
        var good = Counting(folder, "good");
        // Answers the measuring requests, then dies at every start.
        var bad = Build(folder, "bad", $"test -e {folder.File("measured")} && exit 9; touch {folder.File("measured")}; exec {WhisperSetup.BuiltServer} \"$@\"");
        var slow = Build(folder, "slow", $"sleep 1; exec {good} \"$@\"");
        await using var whisper = WhisperSetup.Scripted(("ServerPath", $"{bad}:{slow}"));
        Assert.NotEmpty((await whisper.Transcriber.Transcribe(Piece(), English, Ct)).Segments);
        Assert.NotNull(whisper.Pid);
    }

    private static string Counting(TemporaryFolder folder, string name) =>
        Build(folder, name, $"echo x >> {folder.File(name + ".starts")}; exec {WhisperSetup.BuiltServer} \"$@\"");

    private static int Starts(TemporaryFolder folder, string name) => File.ReadLines(folder.File(name + ".starts")).Count();

    private static string Build(TemporaryFolder folder, string name, string line)
    {
        File.WriteAllText(folder.File(name), "#!/bin/sh\n" + line + "\n");
        RunTool.Output("chmod", "+x", folder.File(name));
        return folder.File(name);
    }

    private static byte[] Piece() => new byte[5 * 32_000];
}
