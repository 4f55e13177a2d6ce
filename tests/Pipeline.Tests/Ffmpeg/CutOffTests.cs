using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Adapters.Ffmpeg;
using Pipeline.Adapters.Processes;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;
using Pipeline.Tests.Whisper;

namespace Pipeline.Tests.Ffmpeg;

/// <summary>Which files are whole, by what container and streams say of their lengths and by what is there.</summary>
public sealed class CutOffTests : IDisposable
{
    private const string Sound = "-f lavfi -i sine=frequency=440:duration=6 ";
    private const string Picture = "-f lavfi -i testsrc2=size=160x120:rate=10:duration=12 ";
    private const string H264 = "-map 1:v -map 0:a -c:v libx264 -preset ultrafast -c:a aac ";
    private const string Vp8 = "-map 1:v -map 0:a -c:v libvpx -deadline realtime -cpu-used 8 -c:a libopus ";
    private const string Mpeg4 = "-map 1:v -map 0:a -c:v mpeg4 -c:a libmp3lame ";
    private const string Wmv = "-map 1:v -map 0:a -c:v msmpeg4 -c:a wmav2 ";
    private const string Theora = "-map 1:v -map 0:a -c:v libtheora -c:a libvorbis ";
    private const string SoundAfterPicture = "-movflags empty_moov+default_base_moof -frag_duration 60000000";
    private readonly TemporaryFolder _folder = new();
    private readonly ProcessRunner _runner = new(TimeProvider.System, NullLogger<ProcessRunner>.Instance);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.mp4", H264)]
    [InlineData("b.mp4", H264 + "-movflags frag_keyframe+empty_moov")]
    [InlineData("a.mkv", H264)]
    [InlineData("a.webm", Vp8)]
    [InlineData("a.flv", H264)]
    [InlineData("a.ts", H264)]
    [InlineData("a.ogv", Theora)]
    [InlineData("a.avi", Mpeg4)]
    [InlineData("a.wmv", Wmv)]
    public async Task A_picture_that_goes_on_after_the_sound_makes_no_file_cut_off(string name, string arguments)
    {
        var (probe, seconds) = await Decode(Make(name, Sound + Picture + arguments));
        Assert.Equal(6, seconds, 0.3);
        Assert.Equal(12, probe.DurationSeconds!.Value, 0.3);
    }

    [Theory]
    [InlineData("a.mp4", H264, 6)]
    [InlineData("a.mkv", H264, 6)]
    [InlineData("a.flv", H264, 6)]
    [InlineData("a.ogv", Theora, 6)]
    [InlineData("a.avi", Mpeg4, 6)]
    [InlineData("a.wmv", Wmv, 6)]
    public async Task Nor_does_one_that_begins_after_it(string name, string arguments, double length)
    {
        var (_, seconds) = await Decode(Make(name, $"{Sound}-itsoffset 5 {Picture}{arguments}"));
        Assert.Equal(length, seconds, 0.3);
    }

    [Theory]
    [InlineData("a.mp4", H264)]
    [InlineData("a.mkv", H264)]
    [InlineData("a.flv", H264)]
    [InlineData("a.ts", H264)]
    [InlineData("a.ogv", Theora)]
    public async Task Nor_does_a_clock_that_begins_late(string name, string arguments)
    {
        var (probe, seconds) = await Decode(Make(name, $"{Sound}{Picture}{arguments} -output_ts_offset 7"));
        Assert.Equal(6, seconds, 0.3);
        Assert.Equal(12, probe.DurationSeconds!.Value, 0.3);
    }

    [Theory]
    [InlineData("a.mp4", H264)]
    [InlineData("a.mkv", H264)]
    [InlineData("a.ts", H264)]
    [InlineData("a.ogv", Theora)]
    [InlineData("a.wmv", Wmv)]
    public async Task Nor_does_sound_that_begins_late(string name, string arguments)
    {
        var (_, seconds) = await Decode(Make(name, $"-itsoffset 4 {Sound}{Picture}{arguments}"));
        Assert.Equal(10, seconds, 0.3);
    }

    [Theory]
    [InlineData("a.mp3", "-f lavfi -i anullsrc=duration=1 -f lavfi -i anoisesrc=duration=30 -filter_complex [0][1]concat=n=2:v=0:a=1 -c:a libmp3lame -q:a 2 -write_xing 0")]
    [InlineData("a.aac", "-f lavfi -i anullsrc=duration=15 -f lavfi -i anoisesrc=duration=16 -filter_complex [0][1]concat=n=2:v=0:a=1 -c:a aac")]
    public async Task Nor_does_a_length_that_was_guessed_from_the_size(string name, string arguments)
    {
        var (probe, seconds) = await Decode(Make(name, arguments));
        Assert.True(probe.IsLengthGuessed);
        Assert.True(probe.DurationSeconds > 35, $"the guess is {probe.DurationSeconds} s, too good to prove anything");
        Assert.Equal(31, seconds, 0.3);
    }

    [Fact]
    public async Task Nor_does_a_wav_file_whose_writer_did_not_know_its_length()
    {
        var path = Make("a.wav", Sound + "-c:a pcm_s16le");
        var bytes = await File.ReadAllBytesAsync(path, Ct);
        bytes.AsSpan(bytes.AsSpan().IndexOf("data"u8) + 4, 4).Fill(0xFF);
        await File.WriteAllBytesAsync(path, bytes, Ct);
        var (probe, seconds) = await Decode(path);
        Assert.Equal((6, 6), (Math.Round(seconds), Math.Round(probe.DurationSeconds!.Value)));
    }

    [Theory]
    [InlineData("a.mp4", Sound + Picture + H264 + "-movflags +faststart")]
    [InlineData("b.mp4", Sound + Picture + H264 + SoundAfterPicture, 0.85)]
    [InlineData("a.mkv", Sound + Picture + H264)]
    [InlineData("b.mkv", Sound + Picture + H264 + "-output_ts_offset 7")]
    [InlineData("a.webm", Sound + Picture + Vp8)]
    [InlineData("a.flv", Sound + Picture + H264)]
    [InlineData("a.flac", Sound + "-c:a flac")]
    [InlineData("a.mp3", Sound + "-c:a libmp3lame")]
    [InlineData("a.wav", Sound + "-c:a pcm_s16le")]
    [InlineData("b.wav", Sound + "-c:a adpcm_ima_wav")]
    public async Task What_ends_in_the_middle_is_cut_off(string name, string arguments, double share = 0.3)
    {
        var path = Make(name, arguments);
        using (var file = File.OpenWrite(path)) file.SetLength((long)(file.Length * share));
        var failure = await Assert.ThrowsAsync<JobFailureException>(() => Decode(path));
        Assert.Equal((ErrorClass.Transient, "truncated-media"), (failure.Error.Class, failure.Error.Code));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    private string Make(string name, string arguments)
    {
        var path = _folder.File(name);
        RunTool.Output("ffmpeg", ["-nostdin", "-v", "error", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), path]);
        return path;
    }

    private async Task<(MediaProbe Probe, double Seconds)> Decode(string path)
    {
        var options = new FfmpegOptions();
        var probe = await new FfprobeInspector(_runner, options).Inspect(path, Ct);
        return (probe, await new FfmpegDecoder(_runner, options).Decode(path, probe, _folder.File("sound.pcm"), new Progress<double>(), Ct));
    }
}
