using Pipeline.Adapters.Processes;

namespace Pipeline.Adapters.YtDlp;

/// <summary>Which yt-dlp this is; asked once. Versions are dates and compare as text.</summary>
public sealed class YtDlpVersion(ProcessRunner runner, YtDlpOptions options)
{
    /// <summary>Since this one YouTube is fetched with a JavaScript runtime (yt-dlp#15012); older ones get no formats.</summary>
    public const string OldestForYouTube = "2025.11.12";

    private readonly Lock _gate = new();
    private Task<string>? _asking;

    /// <summary>Such as <c>2026.10.26</c>.</summary>
    public Task<string> Read(CancellationToken ct)
    {
        lock (_gate)
        {
            // A failure (not installed yet) is asked again.
            if (_asking is null or { IsFaulted: true }) _asking = Ask();
            return _asking.WaitAsync(ct);
        }
    }

    public async Task<bool> IsTooOldForYouTube(CancellationToken ct) => string.CompareOrdinal(await Read(ct), OldestForYouTube) < 0;

    private async Task<string> Ask() => (await runner.Run(YtDlpCommands.Version(options))).Output.Trim();
}
