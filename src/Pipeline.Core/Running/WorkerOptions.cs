using Pipeline.Core.Configuration;

namespace Pipeline.Core.Running;

/// <summary>Section <c>Worker</c>: how much runs at once, how long, and in how much room.</summary>
public sealed class WorkerOptions : ICheckedOptions
{
    /// <summary>Folder for work in progress, one folder a job. Relative: below Storage:DataDirectory.</summary>
    public string WorkDirectory { get; set; } = "work";

    /// <summary>Videos worked on at once, 1–32.</summary>
    public int MaxVideos { get; set; } = 4;

    /// <summary>Videos transcribed at once, 1–8; as many speech engines share the cores.</summary>
    public int MaxTranscriptions { get; set; } = 1;

    /// <summary>Longest time at work on one job, hours, 0.001–72; waiting and being switched off do not count. Past it the job fails ("exceeded time limit").</summary>
    public double JobTimeLimitHours { get; set; } = 11;

    /// <summary>Free space that must remain on the work disk, MiB. Below it intake stops and jobs wait until there is room.</summary>
    public long MinFreeMiB { get; set; } = 1024;

    /// <summary>How long a job waits before it looks for room again, seconds, 1–3600.</summary>
    public double DiskFullPauseSeconds { get; set; } = 60;

    /// <summary>Minutes without any progress after which a running job is stopped and tried again, 0.001–720.</summary>
    public double StuckAfterMinutes { get; set; } = 60;

    /// <summary>How long Publish stands by while Notion is written before it gives its slot back, seconds, 1–3600; the job comes back by itself.
    /// Where Notion is known to be away it does not stand by at all.</summary>
    public double PublishPatienceSeconds { get; set; } = 10;

    public IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(WorkDirectory)) yield return "Worker:WorkDirectory is empty. Name a folder.";
        if (MaxVideos is < 1 or > 32) yield return $"Worker:MaxVideos is {MaxVideos}; it must be 1–32.";
        if (MaxTranscriptions is < 1 or > 8) yield return $"Worker:MaxTranscriptions is {MaxTranscriptions}; it must be 1–8.";
        if (MaxTranscriptions > MaxVideos) yield return "Worker:MaxTranscriptions is greater than Worker:MaxVideos; lower the one or raise the other.";
        if (JobTimeLimitHours is < 0.001 or > 72) yield return $"Worker:JobTimeLimitHours is {JobTimeLimitHours}; it must be 0.001–72.";
        if (MinFreeMiB < 1) yield return $"Worker:MinFreeMiB is {MinFreeMiB}; it must be at least 1.";
        if (DiskFullPauseSeconds is < 1 or > 3600) yield return $"Worker:DiskFullPauseSeconds is {DiskFullPauseSeconds}; it must be 1–3600.";
        if (StuckAfterMinutes is < 0.01 or > 720) yield return $"Worker:StuckAfterMinutes is {StuckAfterMinutes}; it must be 0.001–720.";
        if (PublishPatienceSeconds is < 1 or > 3600) yield return $"Worker:PublishPatienceSeconds is {PublishPatienceSeconds}; it must be 1–3600.";
    }
}
