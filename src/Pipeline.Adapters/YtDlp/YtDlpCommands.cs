using System.Globalization;
using Pipeline.Adapters.Egress;
using Pipeline.Adapters.Processes;
using Pipeline.Core.Intake;

namespace Pipeline.Adapters.YtDlp;

/// <summary>The command lines of media-and-drive.md §2.1, which versions 2023.03 to 2026.10 understand.</summary>
/// <param name="proxy">The only way out: yt-dlp follows redirects to private addresses by itself.</param>
public sealed class YtDlpCommands(YtDlpOptions options, EgressOptions egress, Uri proxy)
{
    /// <summary>The dict form: a field that is missing is left out; <c>%(progress.x)j</c> prints a bare NA in new versions.</summary>
    private const string ProgressTemplate =
        "download:P [%(progress.{status,downloaded_bytes,total_bytes,total_bytes_estimate,speed,eta,fragment_index,fragment_count,filename,tmpfilename})j,%(info.{acodec})j]";

    public static ToolCommand Version(YtDlpOptions options) =>
        Tool(options, ["--ignore-config", "--version"], null) with { TimeLimit = TimeSpan.FromSeconds(options.MetadataTimeLimitSeconds) };

    /// <summary>Prints one JSON value (on failure the word null) and writes no file.</summary>
    public ToolCommand Probe(VideoUrl url) =>
        Tool(options, [.. Common("/nonexistent"), "-J", "--skip-download", "--", url.ToString()], proxy)
            with { TimeLimit = TimeSpan.FromSeconds(options.MetadataTimeLimitSeconds) };

    /// <summary>Writes <c>media.EXT</c>; its name is ours, the title of the page goes into no path. Where picture and sound come apart, the
    /// two files stay beside the one made of them.</summary>
    public ToolCommand Download(VideoUrl url, string directory)
    {
        string[] rate = options.RateLimit.Length > 0 ? ["--limit-rate", options.RateLimit] : [];
        string[] arguments =
        [
            .. Common(directory),
            "-q", "--progress", "--newline", "--progress-template", ProgressTemplate,
            "--no-simulate", "--print", "after_move:F %(filepath)j",
            "-o", "media.%(ext)s", "-f", options.Format,
            "--concurrent-fragments", Text(options.ConcurrentFragments), .. rate,
            "--merge-output-format", "mp4", "--keep-video", "--", url.ToString(),
        ];
        return Tool(options, arguments, proxy)
            with { WorkingDirectory = directory, TimeLimit = TimeSpan.FromHours(options.DownloadTimeLimitHours) };
    }

    private string[] Common(string directory) =>
    [
        "--ignore-config", "--no-update", "--no-playlist", "--no-cache-dir", "--no-exec", "--no-mtime", "--no-colors",
        "--socket-timeout", Text(options.SocketTimeoutSeconds),
        "--retries", "5", "--fragment-retries", "5", "--extractor-retries", "3", "--retry-sleep", "exp=1:30",
        "--abort-on-unavailable-fragments", "--max-filesize", Text(egress.MaxFileBytes),
        "-P", "home:" + directory, "--proxy", proxy.AbsoluteUri.TrimEnd('/'),
    ];

    private static ToolCommand Tool(YtDlpOptions options, string[] arguments, Uri? proxy)
    {
        var environment = new Dictionary<string, string>();
        // ffmpeg as yt-dlp's downloader takes http_proxy, for https too; with https_proxy alone it went out directly.
        if (proxy is not null) foreach (var name in (string[])["http_proxy", "https_proxy", "ALL_PROXY"]) environment[name] = proxy.AbsoluteUri.TrimEnd('/');
        if (!options.Path.EndsWith(".whl", StringComparison.OrdinalIgnoreCase))
            return new ToolCommand(options.Path, arguments) { Environment = environment };
        environment["PYTHONPATH"] = System.IO.Path.GetFullPath(options.Path);
        return new ToolCommand("python3", ["-m", "yt_dlp", .. arguments]) { Environment = environment };
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
