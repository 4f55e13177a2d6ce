using Pipeline.Tests.Support;
using static Pipeline.Tests.EndToEnd.TranscribeRun;

namespace Pipeline.Tests.EndToEnd;

/// <summary>Where the files of <c>pipeline transcribe</c> go: what cannot be written is said before the listening, and nothing heard is lost.</summary>
public sealed class TranscribeOutputTests
{
    [Theory]
    [InlineData("a-file", "a-file is a file. Name a folder")]
    [InlineData("a-file/below", "a-file is a file. Name a folder")]
    [InlineData("/proc/nope", "-o /proc/nope: nothing can be written there")]
    [InlineData("", "-o: the folder's name is empty")]
    public async Task A_folder_that_cannot_be_written_is_refused_before_the_listening(string folder, string sentence)
    {
        await using var world = await World.Create();
        await File.WriteAllTextAsync(Path.Combine(world.Home, "a-file"), "mine", TestContext.Current.CancellationToken);
        await Refused(world, sentence, "jfk.mp3", "-o", folder);
        Assert.Equal("mine", await Text(world, "a-file"));
    }

    [Fact]
    public async Task A_folder_that_takes_no_files_is_refused_before_a_link_is_opened()
    {
        await using var world = await World.Create();
        await Refused(world, "-o /proc: nothing can be written there", world.Media("page/jfk").ToString(), "-o", "/proc");
    }

    [Fact]
    public async Task A_name_that_is_taken_by_a_folder_is_refused_before_the_listening_and_nothing_that_was_made_to_try_stays()
    {
        await using var world = await World.Create();
        Directory.CreateDirectory(Path.Combine(world.Home, "out", "jfk.srt"));
        await Refused(world, "jfk.srt is a folder", "jfk.mp3", "-o", "out", "-f", "txt,srt");
        Assert.Equal(["jfk.srt"], Directory.GetFileSystemEntries(Path.Combine(world.Home, "out")).Select(Path.GetFileName));
        Directory.CreateDirectory(Path.Combine(world.Home, "jfk.txt"));
        await Refused(world, "jfk.txt is a folder", Path.Combine(world.Home, "jfk.mp3"), "-f", "txt");
    }

    [Fact]
    public async Task A_name_that_leaves_no_room_for_the_ending_of_a_transcript_is_refused_before_the_listening()
    {
        await using var world = await World.Create();
        var name = new string('a', 247) + ".mp3";
        Sample(world, name);
        await Refused(world, name + ": the name is too long", name, "-o", "new/folders");
        Assert.False(Directory.Exists(Path.Combine(world.Home, "new")));
    }

    [Theory]
    [InlineData(".")]
    [InlineData("link")]
    public async Task A_recording_is_never_overwritten_by_its_own_transcript(string folder)
    {
        await using var world = await World.Create();
        Directory.CreateSymbolicLink(Path.Combine(world.Home, "link"), world.Home);
        var recording = Sample(world, "talk.md");
        await Refused(world, "talk.md is the recording itself", "talk.md", "-f", "txt,md", "-o", folder);
        Assert.Equal(new FileInfo(RepositoryRoot.File("tests/assets/jfk.mp3")).Length, new FileInfo(recording).Length);
        var (code, output, errors) = await TranscribeFast(world, "talk.md", "-f", "md", "-o", "out");
        Assert.True(code == 0, errors);
        Assert.Equal(Path.Combine(world.Home, "out", "talk.md"), output.Trim());
    }

    [Fact]
    public async Task Hidden_files_get_transcripts_of_their_own()
    {
        await using var world = await World.Create();
        Sample(world, ".one");
        Sample(world, ".two");
        foreach (var name in new[] { ".one", ".two" })
        {
            var (code, output, errors) = await TranscribeFast(world, name, "-f", "txt");
            Assert.True(code == 0, errors);
            Assert.Equal(Path.Combine(world.Home, name + ".txt"), output.Trim());
        }
    }

    /// <summary>What a link's video is called, is known only when it has been fetched.</summary>
    [Fact]
    public async Task What_could_not_be_written_after_the_listening_was_kept_and_the_sentence_says_where()
    {
        await using var world = await World.Create();
        var taken = Directory.CreateDirectory(Path.Combine(world.Home, "out", "Talk.srt")).FullName;
        var (code, output, errors) = await TranscribeFast(
            world, world.Media("page/jfk?title=Talk").ToString(), "-o", "out", "-f", "srt,txt", $"--Egress:AllowedPrivateHosts:0={world.Sandbox.BaseAddress.Authority}");
        Assert.Equal(1, code);
        Assert.Equal(Path.Combine(world.Home, "out", "Talk.txt"), output.Trim());
        var sentence = Assert.Single(Lines(errors));
        Assert.StartsWith($"✖ {taken} could not be written", sentence, StringComparison.Ordinal);
        var kept = Assert.Single(Directory.GetFiles(Temp(world), "*", SearchOption.AllDirectories));
        Assert.Contains($"It was kept as {kept};", sentence, StringComparison.Ordinal);
        Assert.Contains("-->", await File.ReadAllTextAsync(kept, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_standard_output_that_takes_nothing_costs_no_transcript()
    {
        await using var world = await World.Create();
        Sample(world, "jfk.mp3");
        await using var terminal = PseudoTerminal.Start(
            ["transcribe", "jfk.mp3", "-o", "-", "--Worker:MinFreeMiB=50", $"--Whisper:Model={world.ScriptedModel()}"], TranscribeRun.Environment(world), world.Home, "> /dev/full");
        Assert.Equal(1, await terminal.Ended());
        Assert.Contains("Standard output did not take the transcript (No space left on device)", terminal.Screen, StringComparison.Ordinal);
        Assert.Equal("jfk.txt", Path.GetFileName(Assert.Single(Directory.GetFiles(Temp(world), "*", SearchOption.AllDirectories))));
        Assert.DoesNotContain("   at ", terminal.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_for_temporary_files_that_is_not_there_is_named_with_its_variable()
    {
        await using var world = await World.Create();
        Sample(world, "jfk.mp3");
        var (code, _, errors) = await Worker.Apart(["transcribe", "jfk.mp3"], new Dictionary<string, string> { ["TMPDIR"] = "/nonexistent" }, world.Home);
        Assert.Equal(2, code);
        Assert.Matches("/nonexistent.*TMPDIR", Assert.Single(Lines(errors)));
    }

    private static async Task Refused(World world, string sentence, params string[] arguments)
    {
        // A model that is not there: were the engine asked for, it would be another sentence and another exit code.
        var (code, output, errors) = await Transcribe(world, [.. arguments, "--model", "/nowhere.bin"]);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(sentence, Assert.Single(Lines(errors)), StringComparison.Ordinal);
    }
}
