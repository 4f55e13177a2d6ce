using Pipeline.Adapters.Processes;
using Pipeline.Core.Channels;
using Pipeline.Core.Media;

namespace Pipeline.Adapters.Ffmpeg;

/// <summary>Takes out sound, moves streams into an mp4, compresses: with ffmpeg.</summary>
public sealed class FfmpegEditor(ProcessRunner runner, FfmpegOptions options) : IMediaEditor
{
    private readonly FfmpegCommands _commands = new(options);

    public string Compression => FormattableString.Invariant($"{options.CompressPreset}-{options.CompressCrf}-{options.CompressMaxHeight}");

    public async Task<string> ExtractAudio(
        string mediaPath, MediaProbe probe, AudioFormat format, string pathWithoutExtension, IProgress<double> seconds, CancellationToken ct)
    {
        if (probe.AudioCodec is null) throw FfmpegErrors.NoAudio();
        var track = SoundTrack.For(format, probe.AudioCodec);
        var path = pathWithoutExtension + track.Extension;
        await FfmpegRun.ProduceWhole(runner, part => _commands.Extract(mediaPath, probe, track, part), mediaPath, path, seconds, ct);
        return path;
    }

    public Task Remux(string mediaPath, MediaProbe probe, SubtitleTrack? subtitles, string mp4Path, IProgress<double> seconds, CancellationToken ct) =>
        FfmpegRun.ProduceWhole(runner, part => _commands.Remux(mediaPath, probe, subtitles, part), mediaPath, mp4Path, seconds, ct);

    public Task Compress(string mediaPath, MediaProbe probe, string mp4Path, IProgress<double> seconds, CancellationToken ct)
    {
        // Where it ends is above what the caller takes (nine tenths): a file that is cut off is never mistaken for a small one.
        var limit = new FileInfo(mediaPath).Length * 95 / 100;
        return FfmpegRun.ProduceWhole(runner, part => _commands.Compress(mediaPath, probe, limit, part), mediaPath, mp4Path, seconds, ct);
    }
}
