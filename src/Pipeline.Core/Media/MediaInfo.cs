namespace Pipeline.Core.Media;

/// <summary>What the source says of a video before it is fetched.</summary>
/// <param name="Id">Identity at the site, or null.</param>
/// <param name="DurationSeconds">As the site says; null when it does not.</param>
/// <param name="Size">Bytes, when known beforehand.</param>
public sealed record MediaInfo(
    string? Id, string Title, string CanonicalUrl, string? Uploader, DateTimeOffset? PublishedAt, double? DurationSeconds, long? Size);
