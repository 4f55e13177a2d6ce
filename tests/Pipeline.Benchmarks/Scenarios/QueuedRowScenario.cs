using System.Globalization;
using Pipeline.Benchmarks.Report;
using Pipeline.Benchmarks.Running;
using Pipeline.Sandbox.Notion;

namespace Pipeline.Benchmarks.Scenarios;

/// <summary>How long a person looks at "Queued": rows set at moments that have nothing to do with the poller's, the worker being idle.</summary>
internal sealed class QueuedRowScenario : IScenario
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public string Name => "queued";

    public string Summary => "\"Queued\" set in the row until \"Processing\" and \"Downloading\" stand there";

    public async Task<IReadOnlyList<Figure>> Run(BenchmarkSize size, CancellationToken ct)
    {
        await using var world = await TeamWorld.StartScripted(ct);
        await world.Sandbox.Media.PrepareAsync("jfk.mp4", ct);
        var moments = new Random(20261125);
        var (processing, started) = (new List<double>(), new List<double>());
        for (var i = 0; i < size.FirstWordJobs; i++)
        {
            var page = world.AddRow();
            world.Sandbox.Notion.SetProperty(page, "Video Link", world.Media("page/jfk").ToString());
            // The measurement itself: a moment somewhere between two looks.
            await Task.Delay(TimeSpan.FromSeconds(3 + (3 * moments.NextDouble())), ct);
            var queued = DateTimeOffset.UtcNow;
            world.Sandbox.Notion.SetProperty(page, NotionSeed.StatusColumn, "Queued");
            processing.Add((await world.WordAt(page, "Processing", Limit, ct) - queued).TotalSeconds);
            started.Add((await world.WordAt(page, "Downloading", Limit, ct) - queued).TotalSeconds);
            await world.WordAt(page, "Complete", Limit, ct);
        }

        return [Of("Queued → Processing in the row", processing), Of("Queued → started (Downloading in the row)", started)];
    }

    private static Figure Of(string name, List<double> seconds) => new(
        $"{name}, p50 / p95",
        string.Create(CultureInfo.InvariantCulture, $"{Sample.Percentile(seconds, 50):0.0} / {Sample.Percentile(seconds, 95):0.0} s"),
        string.Create(CultureInfo.InvariantCulture, $"{seconds.Count} rows one after the other, a look every 3 s, {seconds.Min():0.0}–{seconds.Max():0.0} s"));
}
