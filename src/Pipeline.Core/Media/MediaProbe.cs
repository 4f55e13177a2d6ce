namespace Pipeline.Core.Media;

/// <summary>What is in a file.</summary>
/// <param name="Container">ffprobe's format name, such as <c>mov,mp4,m4a,3gp,3g2,mj2</c>.</param>
/// <param name="DurationSeconds">Of the recording; null when the container does not say.</param>
/// <param name="AudioCodec">Of the sound that is listened to, null without sound.</param>
public sealed record MediaProbe(string Container, double? DurationSeconds, string? AudioCodec, string? VideoCodec)
{
    /// <summary>Codecs of all its sound tracks.</summary>
    public IReadOnlyList<string> Sounds { get; init; } = AudioCodec is null ? [] : [AudioCodec];

    /// <summary>Which of them is listened to: the one that a player would choose.</summary>
    public int SoundIndex { get; init; }

    /// <summary>How many channels that sound has.</summary>
    public int Channels { get; init; }

    /// <summary>Only its first channel is listened to (<see cref="IAudioDecoder.CancelsOut"/>).</summary>
    public bool FirstChannelOnly { get; init; }

    /// <summary>Codecs of all its subtitle tracks.</summary>
    public IReadOnlyList<string> Subtitles { get; init; } = [];

    /// <summary>Where that sound begins, in seconds after the recording's beginning.</summary>
    public double SoundStart { get; init; }

    /// <summary>Where it ends, in containers that say it of each stream: the picture may go on. Null: not known.</summary>
    public double? SoundSeconds { get; init; }

    /// <summary>The length is worked out of the size of the file: nothing is missing where less is there.</summary>
    public bool IsLengthGuessed { get; init; }

    /// <summary>How much sound there must be, unless it ends before the picture in a container that does not say so. Null: no promise.</summary>
    public double? PromisedSeconds => SoundSeconds ?? (IsLengthGuessed ? null : DurationSeconds);

    public bool HasAudio => AudioCodec is not null;
    public bool HasVideo => VideoCodec is not null;
}
