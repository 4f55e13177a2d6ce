using Pipeline.Core.Configuration;

namespace Pipeline.Adapters.Ffmpeg;

/// <summary>Section <c>Ffmpeg</c>.</summary>
public sealed class FfmpegOptions : ICheckedOptions
{
    public const string Section = "Ffmpeg";

    private static readonly string[] Presets = ["ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow"];

    /// <summary>Program that decodes; looked up in PATH when it holds no slash.</summary>
    public string FfmpegPath { get; set; } = "ffmpeg";

    /// <summary>Program that looks into files.</summary>
    public string FfprobePath { get; set; } = "ffprobe";

    /// <summary>Hours; longer recordings are refused (permanent <c>too-long</c>). At most 36: a WAV file ends at 4 GiB.</summary>
    public double MaxDurationHours { get; set; } = 12;

    /// <summary>Minutes for one decoding or encoding. One core decodes 6 to 10 hours of sound a minute, AAC encoding takes 4 minutes an hour.</summary>
    public double TimeLimitMinutes { get; set; } = 120;

    /// <summary>Encoder preset of x264 for channels with <c>compress</c>: ultrafast, superfast, veryfast, faster, fast, medium, slow, slower, veryslow.
    /// Slower ones make the file smaller.</summary>
    public string CompressPreset { get; set; } = "veryfast";

    /// <summary>Quality for channels with <c>compress</c>, 18 (best, largest) to 40; 28 keeps slides and faces clear.</summary>
    public int CompressCrf { get; set; } = 28;

    /// <summary>Lines of the compressed picture at most, 144–4320; a smaller picture stays as it is.</summary>
    public int CompressMaxHeight { get; set; } = 720;

    /// <summary>Minutes for compressing one video; past it the video is uploaded as it came.</summary>
    public double CompressTimeLimitMinutes { get; set; } = 480;

    public IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(FfmpegPath)) yield return "Ffmpeg:FfmpegPath must name the ffmpeg program.";
        if (string.IsNullOrWhiteSpace(FfprobePath)) yield return "Ffmpeg:FfprobePath must name the ffprobe program.";
        if (MaxDurationHours is <= 0 or > 36) yield return "Ffmpeg:MaxDurationHours must be above 0 and at most 36.";
        if (TimeLimitMinutes is <= 0 or > 1440) yield return "Ffmpeg:TimeLimitMinutes must be above 0 and at most 1440.";
        if (!Presets.Contains(CompressPreset)) yield return $"Ffmpeg:CompressPreset is '{CompressPreset}'; it must be one of {string.Join(", ", Presets)}.";
        if (CompressCrf is < 18 or > 40) yield return $"Ffmpeg:CompressCrf is {CompressCrf}; it must be 18–40.";
        if (CompressMaxHeight is < 144 or > 4320) yield return $"Ffmpeg:CompressMaxHeight is {CompressMaxHeight}; it must be 144–4320.";
        if (CompressTimeLimitMinutes is <= 0 or > 1440) yield return "Ffmpeg:CompressTimeLimitMinutes must be above 0 and at most 1440.";
    }
}
