using Pipeline.Core.Configuration;

namespace Pipeline.Adapters.Egress;

/// <summary>Section <c>Egress</c>: where media may be fetched from, and when a download counts as stuck.</summary>
public sealed class EgressOptions : ICheckedOptions
{
    public const string Section = "Egress";

    /// <summary>Private addresses that may be fetched from all the same: <c>host</c> or <c>host:port</c>, written as in the links.
    /// Empty: public addresses only.</summary>
    public IList<string> AllowedPrivateHosts { get; set; } = [];

    /// <summary>Seconds to find and reach a server.</summary>
    public int ConnectTimeoutSeconds { get; set; } = 20;

    /// <summary>Seconds without a single byte after which a connection is given up.</summary>
    public int StallTimeoutSeconds { get; set; } = 60;

    /// <summary>Bytes a second below which a download counts as a trickle; 0 switches the watchdog off.</summary>
    public int MinBytesPerSecond { get; set; } = 4096;

    /// <summary>Seconds over which the throughput is measured.</summary>
    public int ThroughputWindowSeconds { get; set; } = 120;

    /// <summary>How often a broken download is continued where it stopped before the attempt counts as failed.</summary>
    public int DownloadRetries { get; set; } = 5;

    /// <summary>Seconds before the first continuation; doubled each time, at most 60.</summary>
    public double RetryPauseSeconds { get; set; } = 1;

    /// <summary>Bytes that one file may have at most; larger ones are refused (permanent <c>too-large</c>).</summary>
    public long MaxFileBytes { get; set; } = 40_000_000_000;


    public IEnumerable<string> Problems()
    {
        foreach (var entry in AllowedPrivateHosts.Where(e => AllowedHost.Parse(e) is null))
            yield return $"Egress:AllowedPrivateHosts holds \"{entry}\". Write host or host:port, for example 127.0.0.1:5005.";
        if (ConnectTimeoutSeconds is < 1 or > 300) yield return "Egress:ConnectTimeoutSeconds must be 1 to 300.";
        if (StallTimeoutSeconds is < 1 or > 3600) yield return "Egress:StallTimeoutSeconds must be 1 to 3600.";
        if (MinBytesPerSecond < 0) yield return "Egress:MinBytesPerSecond must be 0 (off) or more.";
        if (ThroughputWindowSeconds is < 1 or > 3600) yield return "Egress:ThroughputWindowSeconds must be 1 to 3600.";
        if (DownloadRetries is < 0 or > 100) yield return "Egress:DownloadRetries must be 0 to 100.";
        if (RetryPauseSeconds is < 0 or > 60) yield return "Egress:RetryPauseSeconds must be 0 to 60.";
        if (MaxFileBytes < 1) yield return "Egress:MaxFileBytes must be 1 or more.";
    }
}
