namespace Pipeline.Core.Media;

/// <summary>What the source says of a video before it is fetched.</summary>
/// <param name="Id">Identity at the site, or null.</param>
/// <param name="DurationSeconds">As the site says; null when it does not.</param>
/// <param name="Size">Bytes, when known beforehand.</param>
public sealed record MediaInfo(
    string? Id, string Title, string CanonicalUrl, string? Uploader, DateTimeOffset? PublishedAt, double? DurationSeconds, long? Size)
{
    /// <summary>Who can see it, in yt-dlp's words: <c>public</c>, <c>unlisted</c>, <c>subscriber_only</c> …; null when the site does not say.</summary>
    public string? Availability { get; init; }

    /// <summary>The recording of a live event.</summary>
    public bool WasLive { get; init; }

    /// <summary>Labels that a file name carries, with commas between; null: none.</summary>
    public string? Tags { get; init; }
}
