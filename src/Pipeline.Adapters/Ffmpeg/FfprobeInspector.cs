using Pipeline.Adapters.Processes;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;

namespace Pipeline.Adapters.Ffmpeg;

/// <summary>Looks into a downloaded file with ffprobe.</summary>
public sealed class FfprobeInspector(ProcessRunner runner, FfmpegOptions options) : IMediaInspector
{
    /// <summary>A warning.</summary>
    private const string Guess = "Estimating duration from bitrate";

    /// <exception cref="JobFailureException">Permanent <c>not-media</c> and <c>too-long</c>; transient <c>truncated-media</c> (an MP4 without its index).</exception>
    public async Task<MediaProbe> Inspect(string path, CancellationToken ct)
    {
        if (!File.Exists(path)) throw new FileNotFoundException("There is no such media file.", path);
        var isGuessed = false;
        var result = await runner.Run(new FfmpegCommands(options).Probe(path), onErrorLine: line => isGuessed |= line.Contains(Guess, StringComparison.Ordinal), ct: ct);
        if (result.ExitCode != 0) throw FfmpegErrors.From(result, path);
        var probe = FfprobeAnswer.Read(result.Output, isGuessed);
        if (probe.Container == "wav" && WavHeader.PromisedSeconds(path) is { } promised && promised > probe.DurationSeconds)
            probe = probe with { DurationSeconds = promised, IsLengthGuessed = false };
        if (probe is { HasAudio: false, HasVideo: false }) throw FfmpegErrors.From(result, path);
        if (probe.DurationSeconds > options.MaxDurationHours * 3600)
        {
            throw new JobFailureException(
                ErrorClass.Permanent,
                "too-long",
                FormattableString.Invariant($"The recording is longer than this installation takes ({options.MaxDurationHours:0.#} hours). Cut it into parts, or ask the operator to raise the limit (Ffmpeg:MaxDurationHours), then set the row back."));
        }

        return probe;
    }
}
