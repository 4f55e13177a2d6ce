using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Adapters.Ffmpeg;
using Pipeline.Adapters.Processes;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;
using Pipeline.Tests.Whisper;

namespace Pipeline.Tests.Ffmpeg;

public sealed class FfmpegTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("pipeline-test-").FullName;
    private readonly FfmpegOptions _options = new();
    private readonly ProcessRunner _runner = new(TimeProvider.System, NullLogger<ProcessRunner>.Instance);

    private FfprobeInspector Inspector => new(_runner, _options);

    private FfmpegDecoder Decoder => new(_runner, _options);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_video_with_sound_is_recognized()
    {
        var probe = await Inspector.Inspect(await Put("a.mp4", await TestMedia.Mp4()), default);

        Assert.Contains("mp4", probe.Container);
        Assert.Equal(("aac", "h264"), (probe.AudioCodec, probe.VideoCodec));
        Assert.InRange(probe.DurationSeconds!.Value, 3.9, 4.2);
    }

    [Fact]
    public async Task The_picture_of_an_album_is_no_video() =>
        Assert.False((await Inspector.Inspect(await Put("a.mp3", await TestMedia.Mp3WithCover()), default)).HasVideo);

    [Fact]
    public async Task A_playlist_dressed_as_mp4_does_not_open_the_file_of_another_job()
    {
        var other = await Put("other.ts", await TestMedia.Ts());
        var path = Path.Combine(_directory, "a.mp4");
        await File.WriteAllTextAsync(path, $"#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nfile://{other}\n#EXT-X-ENDLIST\n");

        var e = await Assert.ThrowsAsync<JobFailureException>(() => Inspector.Inspect(path, default));
        var decoding = await Assert.ThrowsAsync<JobFailureException>(() => Decode(path, null));

        Assert.Equal((ErrorClass.Permanent, "not-media"), (e.Error.Class, e.Error.Code));
        Assert.Contains("playlist", e.Error.Sentence);
        Assert.Equal("not-media", decoding.Error.Code);
        Assert.False(File.Exists(Path.Combine(_directory, "out.pcm")));
    }

    [Theory]
    [InlineData("a.aiff", "-c:a pcm_s16be")]
    [InlineData("a.au", "-c:a pcm_s16be")]
    [InlineData("a.caf", "-c:a pcm_s16be")]
    [InlineData("a.w64", "-c:a pcm_s16le")]
    [InlineData("a.wv", "-c:a wavpack")]
    [InlineData("a.ac3", "-c:a ac3")]
    [InlineData("a.eac3", "-c:a eac3")]
    [InlineData("a.mpg", "-c:a mp2")]
    [InlineData("a.vob", "-c:a ac3")]
    [InlineData("a.mxf", "-f lavfi -i testsrc=size=160x120:rate=25:duration=4 -c:v mpeg2video -c:a pcm_s16le -ar 48000")]
    public async Task Sound_in_containers_of_other_programs_is_read(string name, string arguments)
    {
        var path = Make(name, arguments);

        Assert.Equal(4, await Decoder.Decode(path, await Inspector.Inspect(path, default), Pcm, new Progress(_ => { }), default), 0.15);
    }

    [Theory]
    [InlineData("a.tta", "-c:a tta", "(tta) are not read. Convert it to MP4 or MP3")]
    [InlineData("a.png", "-lavfi showspectrumpic", "no video or sound file")]
    public async Task A_kind_of_file_that_is_not_read_is_called_by_its_name_and_no_playlist(string name, string arguments, string sentence)
    {
        var e = await Assert.ThrowsAsync<JobFailureException>(() => Inspector.Inspect(Make(name, arguments), default));

        Assert.Equal((ErrorClass.Permanent, "not-media"), (e.Error.Class, e.Error.Code));
        Assert.Contains(sentence, e.Error.Sentence);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>not a video</html>")]
    public async Task Junk_is_no_media(string text)
    {
        var path = await Put("a.mp4", System.Text.Encoding.UTF8.GetBytes(text));

        var e = await Assert.ThrowsAsync<JobFailureException>(() => Inspector.Inspect(path, default));

        Assert.Equal((ErrorClass.Permanent, "not-media"), (e.Error.Class, e.Error.Code));
    }

    [Fact]
    public async Task An_mp4_whose_index_did_not_come_is_fetched_again()
    {
        var bytes = await TestMedia.Mp4WithItsIndexAtTheEnd();
        var path = await Put("a.mp4", bytes[..(bytes.Length / 2)]);

        var e = await Assert.ThrowsAsync<JobFailureException>(() => Inspector.Inspect(path, default));

        Assert.Equal((ErrorClass.Transient, "truncated-media"), (e.Error.Class, e.Error.Code));
    }

    [Fact]
    public async Task A_recording_above_the_limit_is_refused()
    {
        _options.MaxDurationHours = 0.001;

        var e = await Assert.ThrowsAsync<JobFailureException>(async () => await Inspector.Inspect(await Put("a.mp4", await TestMedia.Mp4()), default));

        Assert.Equal("too-long", e.Error.Code);
    }

    [Fact]
    public async Task Sound_becomes_16_kHz_mono_samples()
    {
        var path = await Put("it's % $HOME.mp4", await TestMedia.Mp4());
        var reports = new List<double>();

        var seconds = await Decoder.Decode(path, Promised(4), Pcm, new Progress(reports.Add), default);

        Assert.InRange(seconds, 3.9, 4.2);
        Assert.Equal(seconds, new FileInfo(Pcm).Length / 32_000.0);
        Assert.InRange(reports[^1], 3.9, 4.2);
        Assert.False(File.Exists(Pcm + ".part"));
    }

    [Theory]
    [InlineData(".mp4")]
    [InlineData(".webm")]
    [InlineData(".ogg")]
    [InlineData(".flac")]
    [InlineData(".wav")]
    public async Task What_comes_through_a_pipe_gives_the_very_samples_of_the_file(string extension)
    {
        var bytes = await (extension switch
        {
            ".mp4" => TestMedia.Mp4(), ".webm" => TestMedia.WebmOpus(), ".ogg" => TestMedia.OggVorbis(), ".flac" => TestMedia.Flac(), _ => TestMedia.Wav(),
        });
        await Decode(await Put("a" + extension, bytes), null);
        var fromFile = await File.ReadAllBytesAsync(Pcm);

        await Decoder.DecodeStream(
            async (tool, stop) =>
            {
                for (var at = 0; at < bytes.Length; at += 3000) await tool.WriteAsync(bytes.AsMemory(at, Math.Min(3000, bytes.Length - at)), stop);
            },
            Pcm, default);

        Assert.Equal(fromFile, await File.ReadAllBytesAsync(Pcm));
    }

    [Fact]
    public async Task A_truncated_file_is_a_transient_failure_and_leaves_no_half_recording()
    {
        var bytes = await TestMedia.WebmOpus();
        var path = await Put("a.webm", bytes[..(bytes.Length / 3)]);

        var e = await Assert.ThrowsAsync<JobFailureException>(() => Decode(path, 4));

        Assert.Equal((ErrorClass.Transient, "truncated-media"), (e.Error.Class, e.Error.Code));
        Assert.Equal([path], Directory.GetFiles(_directory));
    }

    [Fact]
    public async Task A_video_without_sound_is_a_permanent_failure()
    {
        var path = await Put("a.mp4", await TestMedia.Mp4WithoutSound());
        var probe = await Inspector.Inspect(path, default);

        var decoding = await Assert.ThrowsAsync<JobFailureException>(() => Decode(path, 4));

        Assert.False(probe.HasAudio);
        Assert.Equal((ErrorClass.Permanent, "no-audio"), (decoding.Error.Class, decoding.Error.Code));
    }

    [Fact]
    public async Task A_full_disk_is_a_local_failure()
    {
        File.CreateSymbolicLink(Pcm + ".part", "/dev/full");

        var e = await Assert.ThrowsAsync<JobFailureException>(async () => await Decode(await Put("a.mp4", await TestMedia.Mp4()), 4));

        Assert.Equal((ErrorClass.Local, "disk-full"), (e.Error.Class, e.Error.Code));
    }

    [Fact]
    public async Task A_missing_ffmpeg_is_an_operators_error()
    {
        _options.FfmpegPath = "/nowhere/ffmpeg";

        var e = await Assert.ThrowsAsync<JobFailureException>(() => Decode("/x", null));

        Assert.Equal((ErrorClass.Operator, "tool-missing"), (e.Error.Class, e.Error.Code));
    }

    [Fact]
    public void Every_command_opens_files_only_and_lists_the_containers_it_takes()
    {
        string[] files = ["-protocol_whitelist", "file", "-format_whitelist", "mov,matroska,mp3,wav,ogg,flac,mpegts,avi,aac,asf,flv,mpeg,mxf,aiff,caf,au,w64,wv,ac3,eac3,amr"];
        var commands = new FfmpegCommands(_options);

        Assert.Equal(["-v", "warning", .. files, "-print_format", "json", "-show_format", "-show_streams", "-i", "file:/d/a"], commands.Probe("/d/a").Arguments);
        Assert.Equal(
            [
                "-nostdin", "-hide_banner", "-loglevel", "error", "-y", .. files, "-i", "file:/d/a", "-vn", "-sn", "-dn",
                "-t", "43200", "-af", "aresample=16000:async=1:first_pts=0", "-ac", "1", "-ar", "16000", "-c:a", "pcm_s16le",
                "-f", "s16le", "-nostats", "-progress", "pipe:1", "file:/d/b",
            ],
            commands.Decode("/d/a", Promised(4), "/d/b").Arguments);
        Assert.Equal(
            ["-nostdin", "-hide_banner", "-loglevel", "error", "-y", "-protocol_whitelist", "pipe", .. files[2..], "-i", "pipe:0", "-vn"],
            commands.DecodeStream("/d/b").Arguments.Take(12));
    }

    private string Pcm => Path.Combine(_directory, "out.pcm");

    private string Make(string name, string arguments)
    {
        var path = Path.Combine(_directory, name);
        RunTool.Output("ffmpeg", ["-nostdin", "-v", "error", "-f", "lavfi", "-i", "sine=frequency=440:duration=4", .. arguments.Split(' '), path]);
        return path;
    }

    private Task<double> Decode(string path, double? expected) => Decoder.Decode(path, Promised(expected), Pcm, new Progress(_ => { }), default);

    private static MediaProbe Promised(double? seconds) => new("", seconds, "aac", null);

    private async Task<string> Put(string name, byte[] bytes)
    {
        var path = Path.Combine(_directory, name);
        await File.WriteAllBytesAsync(path, bytes);
        return path;
    }

    private sealed class Progress(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
