using Pipeline.Adapters.Egress;
using Pipeline.Adapters.Processes;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;

namespace Pipeline.Adapters.YtDlp;

/// <summary>One run of the download command under watch. yt-dlp enforces no size without Content-Length and never gives up on a
/// trickle, so both are watched here by its own count of bytes.</summary>
internal sealed class YtDlpDownload(ProcessRunner runner, EgressOptions egress, DiskFloor floor, TimeProvider time, IProgress<DownloadProgress> progress)
{
    private const long DiskCheckEvery = 64L << 20;
    private readonly YtDlpLines _lines = new();
    private readonly ThroughputWatch _watch = new(time, egress.MinBytesPerSecond, TimeSpan.FromSeconds(egress.ThroughputWindowSeconds));
    private long _nextDiskCheck = DiskCheckEvery;

    internal string? FilePath => _lines.FilePath;

    /// <summary>The sound by itself, where the site has it apart.</summary>
    internal string? SoundPath => _lines.SoundPath;

    /// <exception cref="JobFailureException">Permanent <c>too-large</c>; transient <c>too-slow</c>; local <c>disk-full</c>.</exception>
    internal async Task<ToolResult> Run(ToolCommand command, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        JobFailureException? failure = null;
        try
        {
            return await runner.Run(command, Take, ct: stop.Token);
        }
        catch (OperationCanceledException) when (failure is not null && !ct.IsCancellationRequested)
        {
            throw failure;
        }

        void Take(string line)
        {
            if (failure is not null || _lines.Take(line) is not { } p) return;
            progress.Report(p);
            failure = Problem(p.Bytes, command.WorkingDirectory!);
            // Not a throw: yt-dlp shall get SIGINT and keep its part file.
            if (failure is not null) stop.Cancel();
        }
    }

    private JobFailureException? Problem(long bytes, string directory)
    {
        if (bytes > egress.MaxFileBytes) return FileLimit.TooLarge(egress.MaxFileBytes);
        if (_watch.IsTooSlow(bytes))
        {
            return new JobFailureException(
                ErrorClass.Transient,
                "too-slow",
                $"The site sent less than {egress.MinBytesPerSecond} bytes a second for {egress.ThroughputWindowSeconds} s.");
        }

        if (bytes < _nextDiskCheck) return null;
        _nextDiskCheck = bytes + DiskCheckEvery;
        return DiskSpace.Problem(directory, 0, floor.Bytes);
    }
}
