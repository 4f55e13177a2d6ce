using Pipeline.Core.Jobs;
using Spectre.Console;

namespace Pipeline.Host.Cli;

/// <summary>One bar per stage, until the job has ended.</summary>
internal static class ProgressBars
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <returns>0 complete or skipped, 1 failed, cancelled or gone.</returns>
    public static async Task<int> Follow(IJobStore jobs, JobId id, CancellationToken ct)
    {
        VideoJob? job = null;
        await AnsiConsole.Progress().Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async view =>
            {
                var bars = Enum.GetValues<JobStage>().ToDictionary(s => s, s => view.AddTask(s.ToString(), autoStart: false));
                using var tick = new PeriodicTimer(Look);
                do
                {
                    job = await jobs.Find(id, ct);
                    foreach (var stage in job?.Stages ?? []) Draw(bars[stage.Stage], stage);
                }
                while (job is not null && JobTransitions.IsOpen(job.Status) && await tick.WaitForNextTickAsync(ct));
            });
        var good = job?.Status is JobStatus.Completed or JobStatus.Skipped;
        AnsiConsole.MarkupLineInterpolated($"{job?.Status.ToString() ?? "Gone"}: {job?.Message ?? job?.Error?.Sentence ?? ""}");
        if (job?.FolderUrl is { } folder) AnsiConsole.MarkupLineInterpolated($"{folder}");
        return good ? 0 : 1;
    }

    private static void Draw(ProgressTask bar, StageRecord stage)
    {
        if (stage.Status != StageStatus.Pending && !bar.IsStarted) bar.StartTask();
        bar.Value = stage.Status == StageStatus.Completed ? 100 : stage.Progress;
        if (stage.Status is StageStatus.Completed or StageStatus.Failed && !bar.IsFinished) bar.StopTask();
    }
}
