namespace Pipeline.Core.Media;

/// <summary>Turns a media file into what the engine needs (ffmpeg).</summary>
public interface IAudioDecoder
{
    /// <summary>Decodes the first audio stream into a 16 kHz mono s16 WAV file (written as .part, then renamed). Seconds decoded come back.</summary>
    /// <param name="expectedSeconds">What the container promised; far less decoded means a truncated file (transient <c>truncated-media</c>).</param>
    Task<double> DecodeToWav(string mediaPath, string wavPath, double? expectedSeconds, IProgress<double> seconds, CancellationToken ct);
}
