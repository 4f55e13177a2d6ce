using Pipeline.Core.Configuration;

namespace Pipeline.Adapters.Ffmpeg;

/// <summary>Section <c>Ffmpeg</c>.</summary>
public sealed class FfmpegOptions : ICheckedOptions
{
    public const string Section = "Ffmpeg";

    /// <summary>Program that decodes; looked up in PATH when it holds no slash.</summary>
    public string FfmpegPath { get; set; } = "ffmpeg";

    /// <summary>Program that looks into files.</summary>
    public string FfprobePath { get; set; } = "ffprobe";

    /// <summary>Hours; longer recordings are refused (permanent <c>too-long</c>). At most 36: a WAV file ends at 4 GiB.</summary>
    public double MaxDurationHours { get; set; } = 12;

    /// <summary>Minutes for one decoding or encoding. One core decodes 6 to 10 hours of sound a minute, AAC encoding takes 4 minutes an hour.</summary>
    public double TimeLimitMinutes { get; set; } = 120;

    public IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(FfmpegPath)) yield return "Ffmpeg:FfmpegPath must name the ffmpeg program.";
        if (string.IsNullOrWhiteSpace(FfprobePath)) yield return "Ffmpeg:FfprobePath must name the ffprobe program.";
        if (MaxDurationHours is <= 0 or > 36) yield return "Ffmpeg:MaxDurationHours must be above 0 and at most 36.";
        if (TimeLimitMinutes is <= 0 or > 1440) yield return "Ffmpeg:TimeLimitMinutes must be above 0 and at most 1440.";
    }
}
