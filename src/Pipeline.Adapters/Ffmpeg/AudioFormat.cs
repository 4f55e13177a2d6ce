namespace Pipeline.Adapters.Ffmpeg;

/// <summary>How the sound of a video becomes a file of its own.</summary>
/// <param name="Muxer">ffmpeg's name of the container; given because the file is called .part while it is written.</param>
public sealed record AudioFormat(string Extension, string Muxer, IReadOnlyList<string> Codec)
{
    private static readonly string[] Copy = ["-c:a", "copy"];

    /// <summary>A copy where a common player opens codec and container together, otherwise AAC of 96 kbit/s.</summary>
    public static AudioFormat For(string codec) => codec switch
    {
        "aac" => new(".m4a", "ipod", Copy),
        "mp3" => new(".mp3", "mp3", Copy),
        "opus" or "vorbis" => new(".ogg", "ogg", Copy),
        "flac" => new(".flac", "flac", Copy),
        _ => new(".m4a", "ipod", ["-c:a", "aac", "-b:a", "96k"]),
    };
}
