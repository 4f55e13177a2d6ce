namespace Pipeline.Sandbox.Media;

/// <summary>A container the site serves.</summary>
/// <param name="Name">The file name's extension, or "hls".</param>
internal sealed record MediaFormat(string Name, string ContentType, bool HasVideo, IReadOnlyList<string> Codecs, IReadOnlyList<string> Container)
{
    private static readonly string[] H264 =
        ["-c:v", "libx264", "-preset", "veryfast", "-maxrate", "220k", "-bufsize", "440k", "-g", "25", "-pix_fmt", "yuv420p"];

    private static readonly string[] Aac = ["-c:a", "aac", "-b:a", "96k", "-ac", "1", "-ar", "48000"];
    private static readonly string[] Opus = ["-c:a", "libopus", "-b:a", "64k", "-ac", "1"];

    public bool HasSound { get; private init; } = true;

    public static MediaFormat Mp4 { get; } = new("mp4", "video/mp4", true, [.. H264, .. Aac], ["-movflags", "+faststart", "-f", "mp4"]);

    /// <summary>The index behind the data: a reader has to have the whole file, or ask for its end first.</summary>
    public static MediaFormat Mp4IndexAtEnd { get; } = Mp4 with { Container = ["-f", "mp4"] };

    /// <summary>The sound by itself, as sites with picture and sound apart have it.</summary>
    public static MediaFormat M4a { get; } = new("m4a", "audio/mp4", false, Aac, ["-movflags", "+faststart", "-f", "ipod"]);

    public static MediaFormat M4aIndexAtEnd { get; } = M4a with { Container = ["-f", "ipod"] };

    /// <summary>The picture by itself.</summary>
    public static MediaFormat M4v { get; } = new("m4v", "video/mp4", true, H264, ["-movflags", "+faststart", "-f", "mp4"]) { HasSound = false };

    public static MediaFormat Hls { get; } = new(
        "hls", "application/vnd.apple.mpegurl", true, [.. H264, .. Aac], ["-f", "hls", "-hls_time", "6", "-hls_playlist_type", "vod"]);

    private static readonly MediaFormat[] Others =
    [
        new("webm", "video/webm", true, ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", .. Opus], ["-f", "webm"]),
        new("weba", "audio/webm", false, Opus, ["-f", "webm"]),
        new("ogg", "audio/ogg", false, Opus, ["-f", "ogg"]),
        new("mp3", "audio/mpeg", false, ["-c:a", "libmp3lame", "-b:a", "64k", "-ac", "1", "-ar", "24000"], ["-f", "mp3"]),
    ];

    public static MediaFormat? Find(string name, bool indexAtEnd) => name switch
    {
        "mp4" => indexAtEnd ? Mp4IndexAtEnd : Mp4,
        "m4a" => indexAtEnd ? M4aIndexAtEnd : M4a,
        "m4v" => M4v,
        _ => Others.FirstOrDefault(f => f.Name == name),
    };
}
