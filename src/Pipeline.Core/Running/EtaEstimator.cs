using Pipeline.Core.Jobs;

namespace Pipeline.Core.Running;

/// <summary>How long a job still takes: the stage under way by its own pace, the stages to come by what they took for this worker's last
/// videos, per second of video. Null where either is not known: no figure is better than a guess.</summary>
public sealed class EtaEstimator(IJobStore jobs, TimeProvider time)
{
    /// <summary>Less than this of a stage says nothing of the rest.</summary>
    private const double EnoughPercent = 5;
    private static readonly TimeSpan EnoughTime = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);
    private IReadOnlyDictionary<JobStage, double> _speeds = new Dictionary<JobStage, double>();
    private long? _readAt;

    /// <param name="duration">Of the video, seconds.</param>
    /// <param name="percent">0–100 of the stage under way.</param>
    /// <param name="gained">Per cent of it that were done in <paramref name="elapsed"/>.</param>
    public async Task<TimeSpan?> Left(double? duration, JobStage stage, double percent, double gained, TimeSpan elapsed, CancellationToken ct)
    {
        await Refresh(ct);
        double? seconds = gained >= EnoughPercent && elapsed >= EnoughTime
            ? elapsed.TotalSeconds * (100 - percent) / gained
            : Measured(stage, duration) * (100 - percent) / 100;
        foreach (var later in Enum.GetValues<JobStage>().Where(s => s > stage)) seconds += Measured(later, duration);
        return seconds is { } left ? TimeSpan.FromSeconds(left) : null;
    }

    private double? Measured(JobStage stage, double? duration) => duration is { } length && _speeds.TryGetValue(stage, out var speed) ? speed * length : null;

    private async Task Refresh(CancellationToken ct)
    {
        if (_readAt is { } at && time.GetElapsedTime(at) < MaxAge) return;
        _speeds = await jobs.StageSpeeds(ct);
        _readAt = time.GetTimestamp();
    }
}
