using System.Globalization;
using Pipeline.Adapters.Processes;
using Pipeline.Core.Media;

namespace Pipeline.Adapters.Ffmpeg;

/// <summary>Decodes and takes out sound with ffmpeg.</summary>
public sealed class FfmpegDecoder(ProcessRunner runner, FfmpegOptions options) : IAudioDecoder
{
    /// <summary>A truncated webm, mkv or faststart mp4 decodes with exit code 0 (whisper-engine.md §5), so the length decides:
    /// shorter than expected by more than 2 s and 2 % is a failure, and the samples are not kept.</summary>
    public async Task<double> Decode(string mediaPath, string pcmPath, double? expectedSeconds, IProgress<double> seconds, CancellationToken ct)
    {
        var part = GrowingAudio.Part(pcmPath);
        await Produce(new FfmpegCommands(options).Decode(mediaPath, part), mediaPath, part, line => Report(line, seconds), ct);
        var decoded = new FileInfo(part).Length / (double)GrowingAudio.BytesPerSecond;
        if (GrowingAudio.IsCutOff(decoded, expectedSeconds))
        {
            File.Delete(part);
            throw FfmpegErrors.Truncated(decoded, expectedSeconds!.Value);
        }

        File.Move(part, pcmPath, overwrite: true);
        return decoded;
    }

    public async Task DecodeStream(Func<Stream, CancellationToken, Task> media, string pcmPath, CancellationToken ct)
    {
        var part = GrowingAudio.Part(pcmPath);
        await Produce(new FfmpegCommands(options).DecodeStream(part), null, part, null, ct, new ToolInput(media));
        File.Move(part, pcmPath, overwrite: true);
    }

    public async Task<string> ExtractAudio(string mediaPath, MediaProbe probe, string pathWithoutExtension, CancellationToken ct)
    {
        if (probe.AudioCodec is null) throw FfmpegErrors.NoAudio();
        var format = AudioFormat.For(probe.AudioCodec);
        var (path, part) = (pathWithoutExtension + format.Extension, pathWithoutExtension + format.Extension + ".part");
        await Produce(new FfmpegCommands(options).Extract(mediaPath, format, part), mediaPath, part, null, ct);
        File.Move(part, path, overwrite: true);
        return path;
    }

    private async Task Produce(ToolCommand command, string? mediaPath, string part, Action<string>? onLine, CancellationToken ct, ToolInput? input = null)
    {
        var done = false;
        try
        {
            var result = await runner.Run(command, onLine, input: input, ct: ct);
            // Exit code 0 after a full disk would be a short file: what stands on standard error counts too.
            if (result.ExitCode != 0 || result.ErrorTail.Any(l => l.Contains("No space left", StringComparison.Ordinal))) throw FfmpegErrors.From(result, mediaPath);
            done = true;
        }
        finally
        {
            // ffmpeg cannot continue a file; on a full disk what is left of it would keep the disk full.
            if (!done) File.Delete(part);
        }
    }

    /// <summary><c>out_time_us=123456</c> comes about twice a second; <c>N/A</c> before the first sound.</summary>
    private static void Report(string line, IProgress<double> seconds)
    {
        const string Key = "out_time_us=";
        if (line.StartsWith(Key, StringComparison.Ordinal)
            && long.TryParse(line.AsSpan(Key.Length), NumberStyles.Integer, CultureInfo.InvariantCulture, out var micros) && micros >= 0)
            seconds.Report(micros / 1e6);
    }
}
