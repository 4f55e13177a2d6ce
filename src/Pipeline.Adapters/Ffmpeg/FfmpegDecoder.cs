using Pipeline.Adapters.Processes;
using Pipeline.Core.Media;

namespace Pipeline.Adapters.Ffmpeg;

/// <summary>Decodes with ffmpeg.</summary>
public sealed class FfmpegDecoder(ProcessRunner runner, FfmpegOptions options) : IAudioDecoder
{
    private const int WavHeader = 44;
    private const int BytesPerSecond = 16000 * 2;

    /// <summary>A truncated webm, mkv or faststart mp4 decodes with exit code 0 (whisper-engine.md §5), so the length decides:
    /// shorter than expected by more than 2 s and 2 % is a failure, and the WAV is not kept.</summary>
    public async Task<double> DecodeToWav(string mediaPath, string wavPath, double? expectedSeconds, IProgress<double> seconds, CancellationToken ct)
    {
        var part = wavPath + ".part";
        await FfmpegRun.Produce(runner, new FfmpegCommands(options).Decode(mediaPath, part), mediaPath, part, seconds, ct);
        var decoded = Math.Max(0, new FileInfo(part).Length - WavHeader) / (double)BytesPerSecond;
        if (expectedSeconds is { } expected && decoded < expected - Math.Max(2, expected * 0.02))
        {
            File.Delete(part);
            throw FfmpegErrors.Truncated(decoded, expected);
        }

        File.Move(part, wavPath, overwrite: true);
        return decoded;
    }
}
