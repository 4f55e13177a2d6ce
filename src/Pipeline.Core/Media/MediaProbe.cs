namespace Pipeline.Core.Media;

/// <summary>What is in a file.</summary>
/// <param name="Container">ffprobe's format name, such as <c>mov,mp4,m4a,3gp,3g2,mj2</c>.</param>
/// <param name="DurationSeconds">Of the container; null when it does not say.</param>
/// <param name="AudioCodec">First audio stream's codec, null without sound.</param>
public sealed record MediaProbe(string Container, double? DurationSeconds, string? AudioCodec, string? VideoCodec)
{
    public bool HasAudio => AudioCodec is not null;
    public bool HasVideo => VideoCodec is not null;
}
