using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Adapters.Ffmpeg;
using Pipeline.Adapters.Processes;
using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;
using Pipeline.Tests.Whisper;

namespace Pipeline.Tests.Ffmpeg;

public sealed class FfmpegEditorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FfmpegOptions _options = new();
    private readonly ProcessRunner _runner = new(TimeProvider.System, NullLogger<ProcessRunner>.Instance);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private FfprobeInspector Inspector => new(_runner, _options);

    private FfmpegEditor Editor => new(_runner, _options);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.mp4", AudioFormat.Original, ".m4a", "aac")]
    [InlineData("a.webm", AudioFormat.Original, ".ogg", "opus")]
    [InlineData("a.ogg", AudioFormat.Original, ".ogg", "vorbis")]
    [InlineData("a.mp3", AudioFormat.Original, ".mp3", "mp3")]
    [InlineData("a.flac", AudioFormat.Original, ".flac", "flac")]
    [InlineData("a.ts", AudioFormat.Original, ".m4a", "aac")]
    [InlineData("a.wav", AudioFormat.Original, ".m4a", "aac")]
    [InlineData("a.webm", AudioFormat.M4a, ".m4a", "aac")]
    [InlineData("a.mp4", AudioFormat.Mp3, ".mp3", "mp3")]
    public async Task Sound_is_taken_out_in_the_format_asked_for(string name, AudioFormat format, string extension, string codec)
    {
        var (path, probe) = await Put(name, await Bytes(name));
        var audio = await Editor.ExtractAudio(path, probe, format, _folder.File("audio"), new Ignored(), Ct);
        var made = await Inspector.Inspect(audio, Ct);
        Assert.Equal(_folder.File("audio") + extension, audio);
        Assert.Equal((codec, null), (made.AudioCodec, made.VideoCodec));
        Assert.InRange(made.DurationSeconds!.Value, 3.9, 4.3);
    }

    [Fact]
    public async Task A_video_without_sound_has_none_to_take_out()
    {
        var (path, probe) = await Put("a.mp4", await TestMedia.Mp4WithoutSound());
        var e = await Assert.ThrowsAsync<JobFailureException>(() => Editor.ExtractAudio(path, probe, AudioFormat.Original, _folder.File("audio"), new Ignored(), Ct));
        Assert.Equal("no-audio", e.Error.Code);
    }

    [Fact]
    public async Task A_webm_becomes_an_mp4_that_plays_while_it_loads_and_nothing_is_encoded_again()
    {
        var (path, probe) = await Put("a.webm", await TestMedia.WebmVp9());
        Assert.True(Mp4.Takes(probe));
        Assert.False(Mp4.IndexComesFirst(path));
        await Editor.Remux(path, probe, null, _folder.File("b.mp4"), new Ignored(), Ct);
        var made = await Inspector.Inspect(_folder.File("b.mp4"), Ct);
        Assert.Contains("mp4", made.Container, StringComparison.Ordinal);
        Assert.Equal(("vp9", "opus"), (made.VideoCodec, made.AudioCodec));
        Assert.Equal(Pictures(path), Pictures(_folder.File("b.mp4")));
        Assert.True(Mp4.IndexComesFirst(_folder.File("b.mp4")));
    }

    [Fact]
    public async Task Subtitles_become_a_track_with_its_language()
    {
        var (path, probe) = await Put("a.mp4", await TestMedia.Mp4());
        await File.WriteAllTextAsync(_folder.File("a.srt"), "1\n00:00:00,500 --> 00:00:02,000\nПривет, мир.\n\n", Ct);
        await Editor.Remux(path, probe, new SubtitleTrack(_folder.File("a.srt"), "ru"), _folder.File("b.mp4"), new Ignored(), Ct);
        Assert.Equal("mov_text,rus", Probe(_folder.File("b.mp4"), "-select_streams", "s", "-show_entries", "stream=codec_name:stream_tags=language"));
        Assert.Contains("Привет, мир.", RunTool.Output("ffmpeg", "-v", "error", "-i", _folder.File("b.mp4"), "-map", "0:s:0", "-f", "srt", "-"), StringComparison.Ordinal);
        Assert.InRange((await Inspector.Inspect(_folder.File("b.mp4"), Ct)).DurationSeconds!.Value, probe.DurationSeconds!.Value - 0.1, probe.DurationSeconds.Value + 0.1);
        Assert.True(Mp4.IndexComesFirst(_folder.File("b.mp4")));
    }

    [Fact]
    public async Task A_smaller_video_has_all_its_tracks_too()
    {
        await File.WriteAllTextAsync(_folder.File("own.srt"), "1\n00:00:00,500 --> 00:00:02,000\nHello, world.\n\n", Ct);
        await File.WriteAllBytesAsync(_folder.File("a.mp4"), await TestMedia.LargeMp4(), Ct);
        RunTool.Output(
            "ffmpeg", "-nostdin", "-v", "error", "-i", _folder.File("a.mp4"), "-i", _folder.File("own.srt"), "-map", "0", "-map", "0:a", "-map", "1", "-c", "copy", _folder.File("a.mkv"));
        _options.CompressPreset = "ultrafast";
        await Editor.Compress(_folder.File("a.mkv"), await Inspector.Inspect(_folder.File("a.mkv"), Ct), _folder.File("b.mp4"), new Ignored(), Ct);
        Assert.Equal("h264 aac aac mov_text", Probe(_folder.File("b.mp4"), "-show_entries", "stream=codec_name").ReplaceLineEndings(" "));
    }

    [Fact]
    public async Task Every_track_of_sound_and_every_subtitle_that_is_text_stands_in_the_mp4()
    {
        await File.WriteAllTextAsync(_folder.File("own.srt"), "1\n00:00:00,500 --> 00:00:02,000\nHello, world.\n\n", Ct);
        await File.WriteAllTextAsync(_folder.File("a.srt"), "1\n00:00:00,500 --> 00:00:02,000\nПривет, мир.\n\n", Ct);
        var path = _folder.File("a.mkv");
        const string Tracks = "-map 1:v -map 0:a -map 0:a -map 2 -map 2 -map 2 -c:v libx264 -preset ultrafast -c:a:0 aac -c:a:1 pcm_s16le -c:s:0 ass -c:s:1 srt -c:s:2 webvtt -metadata:s:s:0 language=fre -metadata:s:a:1 language=ger";
        RunTool.Output(
            "ffmpeg",
            [
                "-nostdin", "-v", "error", "-f", "lavfi", "-i", "sine=duration=4", "-f", "lavfi", "-i", "testsrc=duration=4:size=160x120:rate=10",
                "-i", _folder.File("own.srt"), .. Tracks.Split(' '), path,
            ]);
        await Editor.Remux(path, await Inspector.Inspect(path, Ct), new SubtitleTrack(_folder.File("a.srt"), "ru"), _folder.File("b.mp4"), new Ignored(), Ct);
        Assert.Equal(
            "h264,und aac,und aac,ger mov_text,rus mov_text,fre mov_text,und mov_text,und",
            Probe(_folder.File("b.mp4"), "-show_entries", "stream=codec_name:stream_tags=language").ReplaceLineEndings(" "));
        Assert.Contains("Привет, мир.", Srt(0), StringComparison.Ordinal);
        Assert.Contains("Hello, world.", Srt(1), StringComparison.Ordinal);
        Assert.Contains("Hello, world.", Srt(3), StringComparison.Ordinal);

        string Srt(int track) => RunTool.Output("ffmpeg", "-v", "error", "-i", _folder.File("b.mp4"), "-map", $"0:s:{track}", "-f", "srt", "-");
    }

    [Fact]
    public void Subtitles_that_are_pictures_are_left_out()
    {
        var probe = new MediaProbe("", 1, "aac", "h264") { Subtitles = ["hdmv_pgs_subtitle", "subrip"] };
        var arguments = string.Join(' ', new FfmpegCommands(_options).Remux("/a", probe, null, "/b").Arguments);
        Assert.Contains("-map 0:s:1 -c:s:0 mov_text", arguments, StringComparison.Ordinal);
        Assert.DoesNotContain("0:s:0", arguments, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_video_becomes_smaller_and_not_higher_than_asked()
    {
        (_options.CompressMaxHeight, _options.CompressPreset) = (240, "ultrafast");
        var (path, probe) = await Put("a.mp4", await TestMedia.LargeMp4());
        await Editor.Compress(path, probe, _folder.File("b.mp4"), new Ignored(), Ct);
        Assert.InRange(new FileInfo(_folder.File("b.mp4")).Length, 1000, new FileInfo(path).Length / 2);
        Assert.Equal("h264,320,240", Probe(_folder.File("b.mp4"), "-select_streams", "v", "-show_entries", "stream=codec_name,width,height"));
        Assert.InRange((await Inspector.Inspect(_folder.File("b.mp4"), Ct)).DurationSeconds!.Value, probe.DurationSeconds!.Value - 0.1, probe.DurationSeconds.Value + 0.1);
        Assert.True(Mp4.IndexComesFirst(_folder.File("b.mp4")));
        Assert.Equal([path, _folder.File("b.mp4")], Directory.GetFiles(Path.GetDirectoryName(path)!).Order());
    }

    [Fact]
    public async Task Stopped_in_the_middle_it_leaves_no_half_file()
    {
        (_options.CompressPreset, _options.CompressMaxHeight) = ("veryslow", 480);
        var (path, probe) = await Put("a.mp4", await TestMedia.LargeMp4());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var compressing = Editor.Compress(path, probe, _folder.File("b.mp4"), new Stopping(stop), stop.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => compressing);
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public async Task A_file_that_does_not_become_smaller_is_cut_off_above_what_counts_as_smaller()
    {
        _options.CompressCrf = 18;
        var (path, probe) = await Put("a.mp4", await TestMedia.SmallMp4());
        await Editor.Compress(path, probe, _folder.File("b.mp4"), new Ignored(), Ct);
        Assert.True(new FileInfo(_folder.File("b.mp4")).Length > new FileInfo(path).Length * 0.9);
    }

    [Theory]
    [InlineData("en", "eng")]
    [InlineData("fr", "fra")]
    [InlineData("haw", "haw")]
    [InlineData("", "und")]
    [InlineData("xx", "und")]
    public void Languages_have_the_three_letters_that_players_know(string language, string tag) =>
        Assert.Contains("language=" + tag, new FfmpegCommands(_options).Remux("/a", new MediaProbe("", 1, "aac", "h264"), new SubtitleTrack("/s", language), "/b").Arguments);

    [Fact]
    public void Apple_players_get_the_tag_they_ask_for_and_sound_that_does_not_fit_is_encoded()
    {
        var arguments = string.Join(' ', new FfmpegCommands(_options).Remux("/a", new MediaProbe("", 1, "vorbis", "hevc"), null, "/b").Arguments);
        Assert.Contains("-c:v copy -tag:v hvc1 -map 0:a:0 -c:a:0 aac", arguments, StringComparison.Ordinal);
    }

    private static string Pictures(string path) => RunTool.Output("ffmpeg", "-v", "error", "-i", path, "-map", "0:v", "-c", "copy", "-f", "hash", "-");

    private static string Probe(string path, params string[] arguments) => RunTool.Output("ffprobe", ["-v", "error", .. arguments, "-of", "csv=p=0", path]).Trim();

    private static Task<byte[]> Bytes(string name) => Path.GetExtension(name) switch
    {
        ".webm" => TestMedia.WebmOpus(),
        ".ogg" => TestMedia.OggVorbis(),
        ".mp3" => TestMedia.Mp3WithCover(),
        ".flac" => TestMedia.Flac(),
        ".ts" => TestMedia.Ts(),
        ".wav" => TestMedia.Wav(),
        _ => TestMedia.Mp4(),
    };

    private async Task<(string Path, MediaProbe Probe)> Put(string name, byte[] bytes)
    {
        await File.WriteAllBytesAsync(_folder.File(name), bytes, Ct);
        return (_folder.File(name), await Inspector.Inspect(_folder.File(name), Ct));
    }

    private sealed class Ignored : IProgress<double>
    {
        public void Report(double value)
        {
        }
    }

    private sealed class Stopping(CancellationTokenSource stop) : IProgress<double>
    {
        public void Report(double value) => stop.Cancel();
    }
}
