namespace Pipeline.Core.Media;

/// <summary>A way to get media: yt-dlp, a direct download, a Drive file. The first that can is asked (registration order).</summary>
public interface IMediaSource
{
    /// <summary>Name for logs, such as <c>yt-dlp</c>.</summary>
    string Name { get; }

    /// <summary>Decides by looking at the request only, without the network.</summary>
    bool CanFetch(MediaRequest request);

    /// <summary>Metadata first. Failures: <see cref="Jobs.JobFailureException"/> with the class of media-and-drive.md §2.4.</summary>
    Task<MediaInfo> Probe(MediaRequest request, CancellationToken ct);

    /// <summary>Fetches into <paramref name="directory"/> (one per job and URL; a part file from before a crash is continued)
    /// and returns the path of the finished file. The caller proves it with <see cref="IMediaInspector"/>.</summary>
    Task<string> Download(MediaRequest request, MediaInfo info, string directory, IProgress<DownloadProgress> progress, CancellationToken ct);
}
