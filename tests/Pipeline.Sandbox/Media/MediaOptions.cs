namespace Pipeline.Sandbox.Media;

/// <summary>Where the media site takes speech from and keeps what ffmpeg made of it.</summary>
public sealed class MediaOptions
{
    /// <summary>Folder of jfk.mp3, talk-en.ogg, talk-es.ogg; they are copied beside the program.</summary>
    public string SamplesDirectory { get; set; } = Path.Combine(AppContext.BaseDirectory, "samples");

    /// <summary>Generated clips, shared by all Sandboxes of this user: named by content, so never stale.</summary>
    public string CacheDirectory { get; set; } = Path.Combine(CacheHome(), "pipeline", "sandbox-media");

    public string FfmpegPath { get; set; } = "ffmpeg";

    private static string CacheHome() => Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } home
        ? home
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
}
