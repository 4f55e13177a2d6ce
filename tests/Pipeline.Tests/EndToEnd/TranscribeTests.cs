using System.Text.Json.Nodes;
using Pipeline.Tests.Support;
using Pipeline.Tests.Whisper;
using static Pipeline.Tests.EndToEnd.TranscribeRun;

namespace Pipeline.Tests.EndToEnd;

/// <summary><c>pipeline transcribe</c> through the real executable, without channels, token or worker.</summary>
public sealed class TranscribeTests
{
    private const string Said = "ask not what your country can do for you";

    [Fact]
    public async Task A_file_becomes_every_kind_of_transcript_beside_each_other_and_nothing_else_stays()
    {
        await using var world = await World.Create();
        var (code, output, errors) = await Transcribe(world, "jfk.mp3", "-o", "out", "--language", "en");
        Assert.True(code == 0, errors);
        string[] files = ["jfk.json", "jfk.md", "jfk.srt", "jfk.txt", "jfk.vtt"];
        Assert.Equal(files, Directory.GetFiles(Path.Combine(world.Home, "out")).Select(Path.GetFileName).Order());
        Assert.Equal(files.Select(f => Path.Combine(world.Home, "out", f)), Lines(output).Order());
        Assert.Contains(Said, await Text(world, "out/jfk.txt"), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("[[]]", RunTool.Output("node", RepositoryRoot.File("tests/clients/transcripts/read.mjs"), Path.Combine(world.Home, "out", "jfk.json")).Trim());
        var json = JsonNode.Parse(await Text(world, "out/jfk.json"))!;
        Assert.Null(json["source"]);
        Assert.Equal("base-q4_k", json["model"]?.GetValue<string>());
        Assert.Empty(Directory.GetFileSystemEntries(Temp(world)));
        Assert.Equal(["jfk.mp3", "out", "tmp"], Directory.GetFileSystemEntries(world.Home).Select(Path.GetFileName).Where(n => n is not ("channels.json" or "drive.json")).Order());
    }

    [Fact]
    public async Task Asked_to_embed_them_it_writes_the_video_with_the_subtitles_as_a_track_and_leaves_the_original_alone()
    {
        await using var world = await World.Create();
        var (original, source) = (Path.Combine(world.Home, "talk.mp4"), await world.Sandbox.Media.PrepareAsync("jfk.mp4"));
        File.Copy(source, original);
        var (code, output, errors) = await Transcribe(world, "talk.mp4", "--embed", "--format", "srt", "--language", "en");
        Assert.True(code == 0, errors);
        var made = Path.Combine(world.Home, "talk.subtitled.mp4");
        Assert.Equal([Path.Combine(world.Home, "talk.srt"), made], Lines(output).Order());
        Assert.Equal(await File.ReadAllBytesAsync(source), await File.ReadAllBytesAsync(original));
        var track = RunTool.Output("ffmpeg", "-v", "error", "-i", made, "-map", "0:s:0", "-f", "srt", "-");
        Assert.Contains("ask what you can do", track, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("h264,aac,mov_text", RunTool.Output("ffprobe", "-v", "error", "-show_entries", "stream=codec_name", "-of", "csv=p=0", made).Trim().ReplaceLineEndings(","));
    }

    [Fact]
    public async Task Without_a_picture_there_is_nothing_to_embed_into_and_the_transcripts_are_there_all_the_same()
    {
        await using var world = await World.Create();
        var (code, output, errors) = await Transcribe(world, "jfk.mp3", "--embed", "--format", "txt", "--language", "en");
        Assert.Equal(1, code);
        Assert.Contains("there is no picture", Assert.Single(Lines(errors)), StringComparison.Ordinal);
        Assert.Equal(Path.Combine(world.Home, "jfk.txt"), output.Trim());
        Assert.Contains(Said, await Text(world, "jfk.txt"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Channels_that_are_opposites_do_not_make_silence_of_a_speech()
    {
        await using var world = await World.Create();
        RunTool.Output(
            "ffmpeg", "-nostdin", "-v", "error", "-i", RepositoryRoot.File("tests/assets/jfk.mp3"), "-af", "pan=stereo|c0=c0|c1=-1*c0", Path.Combine(world.Home, "opposite.flac"));
        var (code, output, errors) = await Transcribe(world, "opposite.flac", "-o", "-", "--language", "en");
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains(Said, output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Eight_hours_in_which_one_sentence_is_spoken_are_that_sentence_in_its_place()
    {
        await using var world = await World.Create();
        RunTool.Output(
            "ffmpeg",
            [
                "-nostdin", "-v", "error", "-i", RepositoryRoot.File("tests/assets/jfk.mp3"), "-af", "aresample=8000,adelay=27000s:all=1,apad=whole_dur=28800",
                "-ac", "1", "-ar", "8000", "-c:a", "flac", "-compression_level", "0", Path.Combine(world.Home, "eight.flac"),
            ]);
        var (code, _, errors) = await Transcribe(world, "eight.flac", "-o", "out");
        Assert.True(code == 0, errors);
        var json = JsonNode.Parse(await Text(world, "out/eight.json"))!;
        Assert.Equal(28_800, json["duration"]!.GetValue<double>(), 0.1);
        Assert.Contains(Said, json["text"]!.GetValue<string>(), StringComparison.OrdinalIgnoreCase);
        Assert.All(json["segments"]!.AsArray(), s => Assert.InRange(s!["start"]!.GetValue<double>(), 27_000, 27_011));
    }

    [Fact]
    public async Task A_link_is_fetched_and_its_words_go_where_a_pipe_wants_them()
    {
        await using var world = await World.Create();
        var (code, output, errors) = await Transcribe(
            world, world.Media("page/jfk").ToString(), "-o", "-", $"--Egress:AllowedPrivateHosts:0={world.Sandbox.BaseAddress.Authority}");
        Assert.True(code == 0, errors);
        Assert.Contains(Said, output, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("", errors);
    }

    [Theory]
    [InlineData("nowhere.mp4", "no such file")]
    [InlineData("ftp://example.com/x", "http://")]
    [InlineData("jfk.mp3 --format docx", "txt, srt, vtt, json, md")]
    [InlineData("jfk.mp3 --language english", "ISO 639-1")]
    [InlineData("jfk.mp3 -o - --format txt,srt", "one format")]
    [InlineData("jfk.mp3 -o - --embed", "needs a folder")]
    public async Task A_mistake_is_one_sentence_and_exit_code_2(string arguments, string repair)
    {
        await using var world = await World.Create();
        var (code, output, errors) = await Transcribe(world, arguments.Split(' '));
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(repair, Assert.Single(Lines(errors)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-f srt nowhere.wav -o -")]
    [InlineData("-f=srt nowhere.wav")]
    [InlineData("--vocabulary Kubernetes nowhere.wav")]
    [InlineData("-o out -f srt,txt --format vtt --vocabulary a,b --vocabulary c nowhere.wav")]
    public async Task Options_may_stand_before_the_file(string arguments)
    {
        await using var world = await World.Create();
        var (code, output, errors) = await Transcribe(world, arguments.Split(' '));
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("✖ nowhere.wav: there is no such file", Assert.Single(Lines(errors)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Formats_may_be_listed_with_commas_and_the_option_repeated()
    {
        await using var world = await World.Create();
        Sample(world, "jfk.mp3");
        var (code, output, errors) = await TranscribeFast(world, "-f", "srt,txt", "-o", "out", "--format", "vtt", "jfk.mp3");
        Assert.True(code == 0, errors);
        Assert.Equal(["jfk.srt", "jfk.txt", "jfk.vtt"], Lines(output).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_file_without_sound_is_exit_code_1_and_leaves_no_transcript()
    {
        await using var world = await World.Create();
        File.Copy(await world.Sandbox.Media.PrepareAsync("mute.mp4"), Path.Combine(world.Home, "mute.mp4"));
        var (code, output, errors) = await Transcribe(world, "mute.mp4", "-o", "out");
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("no sound", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(world.Home, "out")));
        Assert.True(File.Exists(Path.Combine(world.Home, "mute.mp4")));
    }

    [Fact]
    public async Task A_broken_file_is_told_so_and_is_never_removed()
    {
        await using var world = await World.Create();
        var whole = await File.ReadAllBytesAsync(await world.Sandbox.Media.PrepareAsync("jfk.mp4"));
        await File.WriteAllBytesAsync(Path.Combine(world.Home, "half.mp4"), whole[..(whole.Length / 2)]);
        var (code, _, errors) = await Transcribe(world, "half.mp4");
        Assert.Equal(1, code);
        Assert.Contains("cut off", errors, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(world.Home, "half.mp4")));
    }

    [Fact]
    public async Task What_is_no_recording_is_told_by_its_own_name_and_promises_nothing()
    {
        await using var world = await World.Create();
        await File.WriteAllTextAsync(Path.Combine(world.Home, "notes.wav"), "no sound at all", TestContext.Current.CancellationToken);
        var (code, _, errors) = await Transcribe(world, "notes.wav");
        Assert.Equal(1, code);
        Assert.StartsWith("✖ notes.wav is no video or sound file", errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Temp(world), errors, StringComparison.Ordinal);
        Assert.DoesNotContain("tried", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_that_Whisper_does_not_know_is_told_with_the_option()
    {
        await using var world = await World.Create();
        var (code, _, errors) = await Transcribe(world, "jfk.mp3", "--language", "xx");
        Assert.Equal(1, code);
        Assert.Equal("✖ --language: Whisper does not know 'xx'. Name a code such as en or es, or leave it out to have the language found.", errors.Trim());
    }

    [Fact]
    public async Task A_disk_without_room_is_named_with_the_variable_and_the_setting()
    {
        await using var world = await World.Create();
        Sample(world, "jfk.mp3");
        var (code, _, errors) = await Worker.Apart(["transcribe", "jfk.mp3", "--Worker:MinFreeMiB=1000000000"], TranscribeRun.Environment(world), world.Home);
        Assert.Equal(1, code);
        Assert.Matches($"^✖ The disk of the folder for temporary files \\({Temp(world)}/\\) is full: [0-9]+ MiB free, 1000000000 MiB needed.*TMPDIR.*Worker:MinFreeMiB", Assert.Single(Lines(errors)));
    }
}
