using System.Diagnostics;
using System.Globalization;
using Pipeline.Benchmarks.Report;
using Pipeline.Benchmarks.Running;

namespace Pipeline.Benchmarks.Scenarios;

/// <summary>What the queue itself costs: jobs whose link answers 404, so that each one is accepted, fired, claimed, tried and ended,
/// with nothing to do in between.</summary>
internal sealed class QueueScenario : IScenario
{
    /// <summary>Requests in flight, as from a flow that posts a list.</summary>
    private const int Callers = 8;

    public string Name => "queue";

    public string Summary => "jobs that end at once, from the webhook to their last row";

    public async Task<IReadOnlyList<Figure>> Run(BenchmarkSize size, CancellationToken ct)
    {
        await using var world = await TeamWorld.StartScripted(ct);
        var link = world.Media("file/jfk.mp4?status=404");
        await world.Sandbox.Media.PrepareAsync("jfk.mp4", ct);
        var pages = Enumerable.Range(0, size.QueueJobs).Select(_ => world.AddRow()).ToList();
        var watch = Stopwatch.StartNew();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = ct };
        await Parallel.ForEachAsync(pages, options, async (page, token) => await world.Submit(link, page, token));
        var accepted = watch.Elapsed;
        await Wait.Until(
            async () => await world.Books.Ended(ct) == pages.Count, TimeSpan.FromMinutes(5), () => $"{pages.Count} jobs to end\n{world.Worker.LogTail}", ct);
        var span = await world.Books.Span(ct);
        return
        [
            new Figure(
                "queue throughput, accepted → ended", string.Create(CultureInfo.InvariantCulture, $"{pages.Count / span.TotalSeconds:0.0} jobs/s"),
                string.Create(CultureInfo.InvariantCulture, $"{pages.Count} jobs in {span.TotalSeconds:0.0} s, 4 at once")),
            new Figure(
                "webhook intake", string.Create(CultureInfo.InvariantCulture, $"{pages.Count / accepted.TotalSeconds:0} requests/s"),
                string.Create(CultureInfo.InvariantCulture, $"{pages.Count} by {Callers} callers in {accepted.TotalSeconds:0.0} s, while the jobs run")),
        ];
    }
}
