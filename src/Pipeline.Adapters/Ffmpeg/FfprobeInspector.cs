using System.Globalization;
using System.Text.Json;
using Pipeline.Adapters.Processes;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;

namespace Pipeline.Adapters.Ffmpeg;

/// <summary>Looks into a downloaded file with ffprobe.</summary>
public sealed class FfprobeInspector(ProcessRunner runner, FfmpegOptions options) : IMediaInspector
{
    /// <exception cref="JobFailureException">Permanent <c>not-media</c> and <c>too-long</c>; transient <c>truncated-media</c> (an MP4 without its index).</exception>
    public async Task<MediaProbe> Inspect(string path, CancellationToken ct)
    {
        if (!File.Exists(path)) throw new FileNotFoundException("There is no such media file.", path);
        var result = await runner.Run(new FfmpegCommands(options).Probe(path), ct: ct);
        if (result.ExitCode != 0) throw FfmpegErrors.From(result, path);
        var probe = Read(result.Output);
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

    private static MediaProbe Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        string? audio = null, video = null;
        foreach (var stream in document.RootElement.GetProperty("streams").EnumerateArray())
        {
            var codec = Text(stream, "codec_name");
            if (Text(stream, "codec_type") == "audio") audio ??= codec ?? "unknown";
            if (Text(stream, "codec_type") == "video" && !IsCover(stream)) video ??= codec ?? "unknown";
        }

        var format = document.RootElement.GetProperty("format");
        return new MediaProbe(Text(format, "format_name") ?? "", Seconds(Text(format, "duration")), audio, video);
    }

    /// <summary>The picture of an album is a video stream to ffmpeg.</summary>
    private static bool IsCover(JsonElement stream) =>
        stream.TryGetProperty("disposition", out var d) && d.TryGetProperty("attached_pic", out var pic) && pic.TryGetInt32(out var n) && n == 1;

    private static string? Text(JsonElement e, string name) => e.TryGetProperty(name, out var v) && v.ValueKind == JsonValueKind.String ? v.GetString() : null;

    private static double? Seconds(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? seconds : null;
}
