using System.Globalization;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;
using Pipeline.Core.Running;

namespace Pipeline.Core.Stages;

/// <summary>A named step of Upload in which ffmpeg goes through the recording.</summary>
/// <param name="From">Where it stands on the stage's bar, 0–100.</param>
internal sealed record MediaStep(string Name, double From, double To)
{
    public Task Run(JobContext job, MediaProbe probe, Func<IProgress<double>, CancellationToken, Task> work, CancellationToken ct) =>
        Run<object?>(job, probe, async (progress, token) =>
        {
            await work(progress, token);
            return null;
        }, ct);

    public async Task<T> Run<T>(JobContext job, MediaProbe probe, Func<IProgress<double>, CancellationToken, Task<T>> work, CancellationToken ct)
    {
        await job.Report(JobStage.Upload, From, Name, ct);
        return await ProgressPump.Run<double, T>(work, (seconds, token) => job.Report(JobStage.Upload, At(seconds, probe), Message(seconds, probe), token), ct);
    }

    private double At(double seconds, MediaProbe probe) => From + ((To - From) * Share(seconds, probe));

    private string Message(double seconds, MediaProbe probe) => probe.DurationSeconds is > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{Name}, {100 * Share(seconds, probe):0} %")
        : Name;

    private static double Share(double seconds, MediaProbe probe) => probe.DurationSeconds is > 0 ? Math.Clamp(seconds / probe.DurationSeconds.Value, 0, 1) : 0;
}
