using Pipeline.Core.Channels;

namespace Pipeline.Adapters.Ffmpeg;

/// <summary>How the sound of a recording becomes a file of its own.</summary>
/// <param name="Muxer">ffmpeg's name of the container; given because the file is called .part while it is written.</param>
public sealed record SoundTrack(string Extension, string Muxer, IReadOnlyList<string> Codec)
{
    private static readonly string[] Copy = ["-c:a", "copy"];

    /// <summary>A copy where a common player opens codec and container together, otherwise speech at a rate that leaves nothing to be desired:
    /// AAC of 96 kbit/s, or MP3 of about 130 (VBR 4).</summary>
    public static SoundTrack For(AudioFormat format, string codec) => (format, codec) switch
    {
        (AudioFormat.Mp3, "mp3") or (AudioFormat.Original, "mp3") => new(".mp3", "mp3", Copy),
        (AudioFormat.Mp3, _) => new(".mp3", "mp3", ["-c:a", "libmp3lame", "-q:a", "4"]),
        (_, "aac") => new(".m4a", "ipod", Copy),
        (AudioFormat.Original, "opus" or "vorbis") => new(".ogg", "ogg", Copy),
        (AudioFormat.Original, "flac") => new(".flac", "flac", Copy),
        _ => new(".m4a", "ipod", ["-c:a", "aac", "-b:a", "96k"]),
    };
}
