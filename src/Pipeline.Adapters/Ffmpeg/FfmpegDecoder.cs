using Pipeline.Adapters.Processes;
using Pipeline.Core.Media;

namespace Pipeline.Adapters.Ffmpeg;

/// <summary>Decodes with ffmpeg.</summary>
public sealed class FfmpegDecoder(ProcessRunner runner, FfmpegOptions options) : IAudioDecoder
{
    /// <summary>Decibels: below it there is nothing to hear in either.</summary>
    private const double Audible = -60;

    /// <summary>Decibels by which a mix is quieter than its channel when they are opposites; two different ones make 3, one alone 6.</summary>
    private const double CancelledBy = 20;

    public async Task<double> Decode(string mediaPath, MediaProbe probe, string pcmPath, IProgress<double> seconds, CancellationToken ct)
    {
        var part = GrowingAudio.Part(pcmPath);
        await FfmpegRun.Produce(runner, new FfmpegCommands(options).Decode(mediaPath, probe, part), mediaPath, part, seconds, ct);
        var decoded = new FileInfo(part).Length / (double)GrowingAudio.BytesPerSecond;
        if (await IsCutOff(decoded, mediaPath, probe, ct))
        {
            File.Delete(part);
            throw FfmpegErrors.Truncated(decoded, probe.PromisedSeconds!.Value);
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

    public async Task<bool> CancelsOut(string mediaPath, MediaProbe probe, CancellationToken ct) =>
        probe.Channels == 2
        && await FfmpegRun.Loudness(runner, new FfmpegCommands(options).Loudness(mediaPath), ct) is [var mix, var channel]
        && channel > Audible && mix < channel - CancelledBy;

    /// <summary>A truncated webm, mkv or faststart mp4 decodes with exit code 0 (whisper-engine.md §5), so the length decides: shorter than
    /// promised by more than 2 s and 2 % is a failure. What the container promises for all of the file, the picture may keep.</summary>
    private async Task<bool> IsCutOff(double decoded, string mediaPath, MediaProbe probe, CancellationToken ct)
    {
        var promised = probe.PromisedSeconds;
        if (!GrowingAudio.IsCutOff(decoded, promised)) return false;
        return probe.SoundSeconds is not null || GrowingAudio.IsCutOff(await FfmpegRun.Reach(runner, new FfmpegCommands(options).Reach(mediaPath), ct), promised);
    }
}
