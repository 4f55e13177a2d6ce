using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Adapters.Ffmpeg;
using Pipeline.Adapters.Processes;
using Pipeline.Core.Channels;
using Pipeline.Tests.Whisper;

namespace Pipeline.Tests.Ffmpeg;

/// <summary>Files with several tracks of sound, of which one is listened to, and with sound that is hard to make one of.</summary>
public sealed class SoundTracksTests : IDisposable
{
    private const string SilentAndLoud = "-f lavfi -i anullsrc=duration=4 -f lavfi -i sine=frequency=440:duration=4 -map 0:a -map 1:a ";
    private readonly TemporaryFolder _folder = new();
    private readonly ProcessRunner _runner = new(TimeProvider.System, NullLogger<ProcessRunner>.Instance);
    private readonly FfmpegOptions _options = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Pcm => _folder.File("sound.pcm");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.mp4", "-c:a:0 aac -c:a:1 libmp3lame -disposition:a:0 0 -disposition:a:1 default -movflags +faststart", "mp3")]
    [InlineData("a.mkv", "-c:a:0 aac -c:a:1 libopus -disposition:a:0 0 -disposition:a:1 default", "opus")]
    [InlineData("b.mkv", "-c:a:0 aac -c:a:1 libopus -ac:a:0 1 -ac:a:1 2 -disposition:a 0", "opus")]
    [InlineData("a.ts", "-c:a:0 aac -c:a:1 mp2 -ac:a:0 1 -ac:a:1 2", "mp2")]
    public async Task The_track_that_a_player_would_choose_is_listened_to_and_taken_out(string name, string arguments, string codec)
    {
        var path = Make(name, SilentAndLoud + arguments);
        var probe = await new FfprobeInspector(_runner, _options).Inspect(path, Ct);
        Assert.Equal((codec, 1, 2), (probe.AudioCodec, probe.SoundIndex, probe.Sounds.Count));

        await new FfmpegDecoder(_runner, _options).Decode(path, probe, Pcm, new Progress<double>(), Ct);
        var whole = await File.ReadAllBytesAsync(Pcm, Ct);
        Assert.True(Loudness(whole) > 1000, "the silent track was listened to");

        var sound = await new FfmpegEditor(_runner, _options).ExtractAudio(path, probe, AudioFormat.Mp3, _folder.File("out"), new Progress<double>(), Ct);
        await new FfmpegDecoder(_runner, _options).Decode(sound, await new FfprobeInspector(_runner, _options).Inspect(sound, Ct), Pcm, new Progress<double>(), Ct);
        Assert.True(Loudness(await File.ReadAllBytesAsync(Pcm, Ct)) > 1000, "the silent track was taken out");

        if (name.EndsWith(".ts", StringComparison.Ordinal)) return;
        await new FfmpegDecoder(_runner, _options).DecodeStream(async (tool, stop) => await tool.WriteAsync(await File.ReadAllBytesAsync(path, stop), stop), Pcm, Ct);
        Assert.Equal(whole, await File.ReadAllBytesAsync(Pcm, Ct));
    }

    [Theory]
    [InlineData("opposite.m4a", "pan=stereo|c0=c0|c1=-1*c0", true)]
    [InlineData("same.m4a", "pan=stereo|c0=c0|c1=c0", false)]
    [InlineData("left.m4a", "pan=stereo|c0=c0|c1=0*c0", false)]
    [InlineData("right.m4a", "pan=stereo|c0=0*c0|c1=c0", false)]
    [InlineData("silent.m4a", "pan=stereo|c0=0*c0|c1=0*c0", false)]
    [InlineData("mono.m4a", "pan=mono|c0=c0", false)]
    public async Task Two_channels_that_are_opposites_are_found_and_one_of_them_is_heard(string name, string channels, bool opposite)
    {
        var path = Make(name, $"-f lavfi -i sine=frequency=440:duration=4 -af {channels} -c:a aac");
        var probe = await new FfprobeInspector(_runner, _options).Inspect(path, Ct);
        var decoder = new FfmpegDecoder(_runner, _options);
        Assert.Equal(opposite, await decoder.CancelsOut(path, probe, Ct));
        if (!opposite) return;
        await decoder.Decode(path, probe, Pcm, new Progress<double>(), Ct);
        Assert.InRange(Loudness(await File.ReadAllBytesAsync(Pcm, Ct)), 0, 10);
        await decoder.Decode(path, probe with { FirstChannelOnly = true }, Pcm, new Progress<double>(), Ct);
        Assert.True(Loudness(await File.ReadAllBytesAsync(Pcm, Ct)) > 1000);
    }

    private static double Loudness(byte[] samples) =>
        Math.Sqrt(Enumerable.Range(0, samples.Length / 2).Average(i => Math.Pow(BitConverter.ToInt16(samples, 2 * i), 2)));

    private string Make(string name, string arguments)
    {
        var path = _folder.File(name);
        RunTool.Output("ffmpeg", ["-nostdin", "-v", "error", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), path]);
        return path;
    }
}
