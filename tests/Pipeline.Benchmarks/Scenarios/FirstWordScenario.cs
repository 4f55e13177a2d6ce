using System.Globalization;
using Pipeline.Benchmarks.Report;
using Pipeline.Benchmarks.Running;

namespace Pipeline.Benchmarks.Scenarios;

/// <summary>How long a person looks at an unchanged row: from the webhook's answer to "Processing" in Notion, the worker being idle.</summary>
internal sealed class FirstWordScenario : IScenario
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public string Name => "word";

    public string Summary => "webhook answered until \"Processing\" stands in the row";

    public async Task<IReadOnlyList<Figure>> Run(BenchmarkSize size, CancellationToken ct)
    {
        await using var world = await TeamWorld.StartScripted(ct);
        await world.Sandbox.Media.PrepareAsync("jfk.mp4", ct);
        var milliseconds = new List<double>();
        for (var i = 0; i < size.FirstWordJobs; i++)
        {
            var page = world.AddRow();
            var (job, answered) = await world.Submit(world.Media("page/jfk"), page, ct);
            milliseconds.Add((await world.WordAt(page, "Processing", Limit, ct) - answered).TotalMilliseconds);
            await world.WordAt(page, "Complete", Limit, ct);
            await Wait.Until(async () => await world.Books.Ended(job, ct), Limit, () => $"job {job} to end\n{world.Worker.LogTail}", ct);
        }

        return
        [
            new Figure(
                "accepted → Processing in the row, p50 / p95",
                string.Create(CultureInfo.InvariantCulture, $"{Sample.Percentile(milliseconds, 50):0} / {Sample.Percentile(milliseconds, 95):0} ms"),
                string.Create(CultureInfo.InvariantCulture, $"{milliseconds.Count} jobs one after the other, {milliseconds.Min():0}–{milliseconds.Max():0} ms")),
        ];
    }
}
