using Pipeline.Tests.Support;
using static Pipeline.Tests.EndToEnd.TranscribeRun;

namespace Pipeline.Tests.EndToEnd;

/// <summary>How <c>pipeline transcribe</c> ends before it is done, and what it leaves.</summary>
public sealed class TranscribeEndTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(1)]
    public async Task Interrupted_or_hung_up_on_it_ends_its_children_and_leaves_nothing(int signal)
    {
        await using var world = await World.Create();
        var (code, output, errors) = await Signalled(world, signal);
        Assert.Equal((130, ""), (code, output));
        Assert.Equal("✖ Stopped.", errors.Trim());
        Assert.False(ChildProcesses.Exist("whisper-server", world.Home));
        Assert.False(Directory.Exists(Path.Combine(world.Home, "out")));
        Assert.Empty(Directory.GetFileSystemEntries(Temp(world)));
    }

    [Fact]
    public async Task Under_nohup_it_goes_on_when_the_terminal_is_closed()
    {
        await using var world = await World.Create();
        var (code, _, errors) = await Signalled(world, 1, "ignore");
        Assert.True(code == 0, errors);
        Assert.Equal(5, Directory.GetFiles(Path.Combine(world.Home, "out")).Length);
    }

    [Fact]
    public async Task When_the_terminal_is_closed_it_still_tidies_up()
    {
        await using var world = await World.Create();
        File.Copy(RepositoryRoot.File("tests/assets/talk-en.ogg"), Path.Combine(world.Home, "talk.ogg"));
        await using (var terminal = PseudoTerminal.Start(
            ["transcribe", "talk.ogg", "--Worker:MinFreeMiB=50", $"--Whisper:Model={world.ScriptedModel()}"], TranscribeRun.Environment(world), world.Home))
        {
            await Eventually.True(() => ChildProcesses.Exist("whisper-server", world.Home), TimeSpan.FromSeconds(60), () => "the engine to start\n" + terminal.Screen);
            await terminal.Close();
        }

        await Eventually.True(() => Directory.GetFileSystemEntries(Temp(world)).Length == 0, TimeSpan.FromSeconds(60), () => "an empty folder for temporary files");
        await Eventually.True(() => !ChildProcesses.Exist("whisper-server", world.Home), TimeSpan.FromSeconds(60), () => "the engine to end");
        Assert.False(File.Exists(Path.Combine(world.Home, "talk.txt")));
    }

    [Fact]
    public async Task What_killed_commands_left_goes_with_the_next_one_and_what_is_in_use_stays()
    {
        await using var world = await World.Create();
        string Left(string name, string? file = null)
        {
            var folder = Directory.CreateDirectory(Path.Combine(TranscribeRun.Environment(world)["TMPDIR"], name)).FullName;
            if (file is not null) File.WriteAllText(Path.Combine(folder, file), "");
            return folder;
        }

        var (dead, _, young, old, kept, busy) = (
            Left("pipeline-transcribe-dead", "worker.lock"), Left("other"), Left("pipeline-transcribe-young"), Left("pipeline-transcribe-old"),
            Left("pipeline-transcripts-kept"), Left("pipeline-transcribe-busy", "worker.lock"));
        foreach (var folder in new[] { old, kept }) Directory.SetLastWriteTimeUtc(folder, DateTime.UtcNow.AddDays(-2));
        await using (new FileStream(Path.Combine(busy, "worker.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            var (code, _, errors) = await TranscribeFast(world, "jfk.mp3", "-f", "txt");
            Assert.True(code == 0, errors);
        }

        Assert.False(Directory.Exists(dead));
        Assert.Equal([Path.Combine(Temp(world), "other"), busy, young, kept], Directory.GetDirectories(Temp(world)).Order(StringComparer.Ordinal));
    }
}
