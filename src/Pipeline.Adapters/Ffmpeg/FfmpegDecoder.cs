using Pipeline.Adapters.Processes;
using Pipeline.Core.Media;

namespace Pipeline.Adapters.Ffmpeg;

/// <summary>Decodes with ffmpeg.</summary>
public sealed class FfmpegDecoder(ProcessRunner runner, FfmpegOptions options) : IAudioDecoder
{
    /// <summary>A truncated webm, mkv or faststart mp4 decodes with exit code 0 (whisper-engine.md §5), so the length decides: shorter than
    /// promised by more than 2 s and 2 % is a failure, and the samples are not kept. Not every container tells the sound's length from the
    /// picture's: where something else reaches as far as was promised, the sound just ends before it.</summary>
    public async Task<double> Decode(string mediaPath, MediaProbe probe, string pcmPath, IProgress<double> seconds, CancellationToken ct)
    {
        var (part, commands) = (GrowingAudio.Part(pcmPath), new FfmpegCommands(options));
        await FfmpegRun.Produce(runner, commands.Decode(mediaPath, part), mediaPath, part, seconds, ct);
        var decoded = new FileInfo(part).Length / (double)GrowingAudio.BytesPerSecond;
        if (GrowingAudio.IsCutOff(decoded, probe.SoundSeconds)
            && GrowingAudio.IsCutOff(await FfmpegRun.Reach(runner, commands.Reach(mediaPath), ct), probe.SoundSeconds))
        {
            File.Delete(part);
            throw FfmpegErrors.Truncated(decoded, probe.SoundSeconds!.Value);
        }

        File.Move(part, pcmPath, overwrite: true);
        return decoded;
    }

    public async Task DecodeStream(Func<Stream, CancellationToken, Task> media, string pcmPath, CancellationToken ct)
    {
        var part = GrowingAudio.Part(pcmPath);
        await FfmpegRun.Produce(runner, new FfmpegCommands(options).DecodeStream(part), null, part, new Progress<double>(), ct, new ToolInput(media));
        File.Move(part, pcmPath, overwrite: true);
    }
}
