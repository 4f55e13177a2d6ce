using Pipeline.Adapters.Egress;
using Pipeline.Adapters.Processes;
using Pipeline.Core.Intake;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;

namespace Pipeline.Adapters.YtDlp;

/// <summary>Every page that yt-dlp understands.</summary>
public sealed class YtDlpMediaSource(
    ProcessRunner runner, YtDlpOptions options, EgressOptions egress, DiskFloor floor, EgressProxy proxy, YtDlpVersion version, TimeProvider time) : IMediaSource, IDisposable
{
    /// <summary>yt-dlp takes the extension from the site; older versions wrote any (CVE-2024-38519).</summary>
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".mp4", ".m4v", ".mov", ".mkv", ".mka", ".webm", ".weba", ".mp3", ".m4a", ".wav", ".ogg", ".oga", ".ogv", ".opus", ".flac",
        ".aac", ".ts", ".m2ts", ".avi", ".flv", ".wmv", ".wma", ".asf", ".3gp",
    };

    private readonly SemaphoreSlim _probes = new(options.MaxParallelProbes);

    public string Name => "yt-dlp";

    public bool CanFetch(MediaRequest request) => request is { Source: SourceKind.YouTube or SourceKind.Web, Url: not null };

    public async Task<MediaInfo> Probe(MediaRequest request, CancellationToken ct)
    {
        var url = request.Url!;
        await _probes.WaitAsync(ct);
        try
        {
            var result = await runner.Run(Commands().Probe(url), ct: ct);
            if (result.ExitCode != 0) throw await Failure(result, url, hasMetadata: false, ct);
            return YtDlpMetadata.Read(result.Output, url);
        }
        finally
        {
            _probes.Release();
        }
    }

    public async Task<string> Download(MediaRequest request, MediaInfo info, string directory, IProgress<DownloadProgress> progress, CancellationToken ct)
    {
        var (url, folder) = (request.Url!, Path.GetFullPath(directory));
        Directory.CreateDirectory(folder);
        DiskSpace.Require(folder, info.Size ?? 0, floor.Bytes);
        var run = new YtDlpDownload(runner, egress, floor, time, progress);
        var result = await run.Run(Commands().Download(url, folder), ct);
        if (result.ExitCode != 0) throw await Failure(result, url, hasMetadata: true, ct);
        // Exit code 0 without a file is how --max-filesize says no (media-and-drive.md §2.3).
        if (run.FilePath is null || !File.Exists(run.FilePath)) throw FileLimit.TooLarge(egress.MaxFileBytes);
        var path = Checked(run.FilePath, folder, url);
        // The picture without its sound: it is in the whole file now.
        foreach (var file in Directory.EnumerateFiles(folder).Where(f => f != path && f != run.SoundPath)) File.Delete(file);
        return path;
    }

    public void Dispose() => _probes.Dispose();

    private YtDlpCommands Commands() => new(options, egress, proxy.Address);

    private static string Checked(string path, string folder, VideoUrl url)
    {
        var full = Path.GetFullPath(path);
        var isInside = full.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal);
        if (isInside && Extensions.Contains(Path.GetExtension(full))) return full;
        if (isInside) File.Delete(full);
        throw new JobFailureException(
            ErrorClass.Permanent, "not-media", $"{url.Uri.Host} sent a file of a kind that is no video or sound file ({Path.GetExtension(full)}). Check the link and correct it, then set the row back.");
    }

    private async Task<JobFailureException> Failure(ToolResult result, VideoUrl url, bool hasMetadata, CancellationToken ct)
    {
        var error = YtDlpErrors.Classify(result, url, hasMetadata);
        if (url.Source == SourceKind.YouTube && YtDlpErrors.MayComeFromOldVersion(error) && await version.IsTooOldForYouTube(ct))
            error = YtDlpErrors.TooOldForYouTube(await version.Read(ct), error);
        return new JobFailureException(error);
    }
}
