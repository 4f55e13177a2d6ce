using System.Text.RegularExpressions;
using Pipeline.Core.Configuration;

namespace Pipeline.Adapters.YtDlp;

/// <summary>Section <c>YtDlp</c>. Size, free disk and least throughput of every download stand in section <c>Egress</c>.</summary>
public sealed partial class YtDlpOptions : ICheckedOptions
{
    public const string Section = "YtDlp";

    /// <summary>The program, or a wheel of it (<c>….whl</c>), which runs as <c>python3 -m yt_dlp</c> without being installed.</summary>
    public string Path { get; set; } = "yt-dlp";

    /// <summary>yt-dlp's format expression. The sound first: transcription begins with it while the picture still comes.</summary>
    public string Format { get; set; } = "ba+bv[height<=1080]/b[height<=1080]/ba+bv/b";

    /// <summary>Bytes a second at most, as yt-dlp writes it (<c>500K</c>, <c>10M</c>); empty: no limit.</summary>
    public string RateLimit { get; set; } = "";

    /// <summary>Seconds without a byte.</summary>
    public int SocketTimeoutSeconds { get; set; } = 20;

    /// <summary>Pieces of a segmented stream fetched at the same time.</summary>
    public int ConcurrentFragments { get; set; } = 4;

    /// <summary>Seconds for reading a video's metadata.</summary>
    public int MetadataTimeLimitSeconds { get; set; } = 180;

    /// <summary>Hours for one download, merging included.</summary>
    public double DownloadTimeLimitHours { get; set; } = 10;

    /// <summary>Metadata calls at the same time: each costs 1 to 4 s of processor time (media-and-drive.md §2.3).</summary>
    public int MaxParallelProbes { get; set; } = 2;

    public IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(Path)) yield return "YtDlp:Path must name the yt-dlp program or a wheel of it.";
        if (string.IsNullOrWhiteSpace(Format)) yield return "YtDlp:Format must be a format expression of yt-dlp, for example b.";
        if (RateLimit.Length > 0 && !Rate().IsMatch(RateLimit)) yield return "YtDlp:RateLimit must be a number with K, M or G behind it, for example 10M, or empty.";
        if (SocketTimeoutSeconds is < 1 or > 600) yield return "YtDlp:SocketTimeoutSeconds must be 1 to 600.";
        if (ConcurrentFragments is < 1 or > 32) yield return "YtDlp:ConcurrentFragments must be 1 to 32.";
        if (MetadataTimeLimitSeconds is < 5 or > 3600) yield return "YtDlp:MetadataTimeLimitSeconds must be 5 to 3600.";
        if (DownloadTimeLimitHours is <= 0 or > 48) yield return "YtDlp:DownloadTimeLimitHours must be above 0 and at most 48.";
        if (MaxParallelProbes is < 1 or > 32) yield return "YtDlp:MaxParallelProbes must be 1 to 32.";
    }

    [GeneratedRegex(@"^\d+(\.\d+)?[KMG]?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Rate();
}
