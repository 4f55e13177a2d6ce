using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Adapters.Ffmpeg;
using Pipeline.Adapters.Processes;
using Pipeline.Core.Media;
using Pipeline.Tests.Support;
using Pipeline.Tests.Whisper;

namespace Pipeline.Tests.Ffmpeg;

/// <summary>A speech of 11 s in files as the world has them: its words must be found, and where the picture has them. The detector
/// that looks is the real one.</summary>
public sealed class OddSoundTests : IAsyncLifetime
{
    private const string Picture = "-f lavfi -i testsrc=duration=14:size=160x120:rate=10";
    private const string Video = "-map 1:v -map 0:a -c:v libx264 -preset ultrafast";
    private static readonly string Speech = "-i " + RepositoryRoot.File("tests/assets/jfk.mp3");
    private readonly WhisperSetup whisper = WhisperSetup.Scripted();
    private IReadOnlyList<SpeechSpan> plain = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => plain = await Spans("plain.wav", Speech);

    public ValueTask DisposeAsync() => whisper.DisposeAsync();

    [Theory]
    [InlineData("late.mp4", "-c:a aac")]
    [InlineData("late.mkv", "-c:a libopus")]
    [InlineData("late.flv", "-c:a aac")]
    [InlineData("late.ts", "-c:a aac")]
    [InlineData("late.mpg", "-c:a mp2")]
    public async Task Sound_that_begins_after_the_picture_keeps_its_place(string name, string codec) =>
        Same(await Spans(name, $"-itsoffset 3 {Speech} {Picture} {Video} {codec}"), shift: 3);

    [Theory]
    [InlineData("clock.ts", "-c:a aac")]
    [InlineData("clock.mkv", "-c:a libopus")]
    public async Task A_clock_that_does_not_begin_at_zero_moves_nothing(string name, string codec) =>
        Same(await Spans(name, $"{Speech} {Picture} {Video} {codec} -output_ts_offset 100"));

    [Fact]
    public async Task A_hole_in_the_time_stamps_is_silence()
    {
        var spans = await Spans("hole.mkv", $"{Speech} -af aselect='not(between(t,4,6))' -c:a libopus");
        Assert.Equal(plain[^1].End, spans[^1].End, 0.15);
        Assert.DoesNotContain(spans, s => s.Start < 5.8 && s.End > 4.3);
    }

    [Fact]
    public async Task A_picture_of_varying_speed_moves_nothing() =>
        Same(await Spans("varying.mp4", $"{Speech} {Picture} {Video} -vf select='not(mod(n,7))+lt(n,30)' -vsync vfr -c:a aac"));

    [Theory]
    [InlineData("left.m4a", "pan=stereo|c0=c0|c1=0*c0")]
    [InlineData("right.m4a", "pan=stereo|c0=0*c0|c1=c0")]
    [InlineData("center.m4a", "pan=5.1|FL=0*c0|FR=0*c0|FC=c0|LFE=0*c0|BL=0*c0|BR=0*c0")]
    [InlineData("back.m4a", "pan=5.1|FL=0*c0|FR=0*c0|FC=0*c0|LFE=0*c0|BL=c0|BR=0*c0")]
    public async Task A_voice_on_one_channel_of_several_is_heard(string name, string channels) => Same(await Spans(name, $"{Speech} -af {channels} -c:a aac"));

    [Fact]
    public async Task A_telephone_is_heard() => Same(await Spans("telephone.wav", $"{Speech} -ar 8000 -c:a pcm_mulaw"));

    [Fact]
    public async Task Five_seconds_are_enough()
    {
        var spans = await Spans("short.mp3", $"{Speech} -t 5");
        var piece = Assert.Single(new SpeechChunker(new()).Cut(spans, 5));
        Assert.InRange(piece.Length, 4, 5);
    }

    private void Same(IReadOnlyList<SpeechSpan> spans, double shift = 0)
    {
        Assert.Equal(plain[0].Start + shift, spans[0].Start, 0.1);
        Assert.Equal(plain[^1].End + shift, spans[^1].End, 0.25);
    }

    /// <summary>Where somebody speaks in a file that ffmpeg makes, after our decoding.</summary>
    private async Task<IReadOnlyList<SpeechSpan>> Spans(string name, string arguments)
    {
        var (file, pcm) = (whisper.Folder.File(name), whisper.Folder.File(name + ".pcm"));
        RunTool.Output("ffmpeg", ["-nostdin", "-v", "error", .. arguments.Split(' '), file]);
        var (runner, options) = (new ProcessRunner(TimeProvider.System, NullLogger<ProcessRunner>.Instance), new FfmpegOptions());
        await new FfmpegDecoder(runner, options).Decode(file, await new FfprobeInspector(runner, options).Inspect(file, Ct), pcm, new Progress<double>(), Ct);
        return await whisper.Detector.Detect(await File.ReadAllBytesAsync(pcm, Ct), Ct);
    }
}
