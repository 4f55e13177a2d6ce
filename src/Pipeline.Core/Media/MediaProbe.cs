namespace Pipeline.Core.Media;

/// <summary>What is in a file.</summary>
/// <param name="Container">ffprobe's format name, such as <c>mov,mp4,m4a,3gp,3g2,mj2</c>.</param>
/// <param name="DurationSeconds">Of the recording; null when the container does not say.</param>
/// <param name="AudioCodec">First audio stream's codec, null without sound.</param>
public sealed record MediaProbe(string Container, double? DurationSeconds, string? AudioCodec, string? VideoCodec)
{
    /// <summary>Where the first sound begins, in seconds after the recording's beginning.</summary>
    public double SoundStart { get; init; }

    /// <summary>Where it ends, as far as the container promises that: the picture may go on. Null: no promise. What is there may be
    /// more; if it is much less, the file may be cut off.</summary>
    public double? SoundSeconds { get; init; }

    /// <summary>The length is a guess from the size of the file: nothing is missing where less is there.</summary>
    public bool IsLengthGuessed { get; init; }

    public bool HasAudio => AudioCodec is not null;
    public bool HasVideo => VideoCodec is not null;
}
