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
        await View(AnsiConsole.Console).StartAsync(async view =>
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

    /// <summary>One bar for each of these stages while <paramref name="running"/> is under way, on standard error; nothing where nobody sees it.</summary>
    public static async Task Draw(IJobStore jobs, JobId id, IReadOnlyList<JobStage> stages, Task running)
    {
        if (Console.IsErrorRedirected) return;
        await View(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) })).StartAsync(async view =>
        {
            var bars = stages.ToDictionary(s => s, s => view.AddTask(s.ToString(), autoStart: false));
            bool isOver;
            do
            {
                // Once more when it is over: what came last is what stays on the screen.
                isOver = await Task.WhenAny(running, Task.Delay(Look)) == running;
                var job = await jobs.Find(id, CancellationToken.None);
                foreach (var stage in job?.Stages.Where(s => bars.ContainsKey(s.Stage)) ?? []) Draw(bars[stage.Stage], stage);
            }
            while (!isOver);
        });
    }

    private static Spectre.Console.Progress View(IAnsiConsole console) => console.Progress()
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn());

    private static void Draw(ProgressTask bar, StageRecord stage)
    {
        if (stage.Status != StageStatus.Pending && !bar.IsStarted) bar.StartTask();
        bar.Value = stage.Status == StageStatus.Completed ? 100 : stage.Progress;
        // Not IsFinished, which is true at 100 already while the clock goes on.
        if (stage.Status is StageStatus.Completed or StageStatus.Failed && bar.StopTime is null) bar.StopTask();
    }
}
