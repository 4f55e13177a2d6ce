using System.Globalization;
using Pipeline.Benchmarks.Report;
using Pipeline.Benchmarks.Running;

namespace Pipeline.Benchmarks.Scenarios;

/// <summary>Whether memory grows with the video: one new worker each for a short and a long one.</summary>
internal sealed class MemoryScenario : IScenario
{
    public string Name => "memory";

    public string Summary => "peak memory of the worker for a short and a long video";

    public async Task<IReadOnlyList<Figure>> Run(BenchmarkSize size, CancellationToken ct)
    {
        var (few, small) = await Peak(size.ShortMinutes, ct);
        var (many, large) = await Peak(size.LongMinutes, ct);
        var ratio = string.Create(CultureInfo.InvariantCulture, $"{large / small:0.00}");
        return [few, many, new Figure($"peak memory, {size.LongMinutes} min ÷ {size.ShortMinutes} min", ratio, "1.00 would be: it does not grow at all")];
    }

    private static async Task<(Figure Figure, double MiB)> Peak(int minutes, CancellationToken ct)
    {
        await using var world = await TeamWorld.StartScripted(ct);
        await world.Sandbox.Media.PrepareAsync($"long-{minutes}.mp4", ct);
        var idle = Mebibytes(world);
        var page = world.AddRow();
        var (job, answered) = await world.Submit(world.Media($"page/long-{minutes}"), page, ct);
        var took = await world.WordAt(page, "Complete", TimeSpan.FromMinutes(20), ct) - answered;
        var peak = Mebibytes(world);
        var pieces = await world.Books.Pieces(job, ct);
        var detail = string.Create(
            CultureInfo.InvariantCulture, $"{idle:0} MiB after the start; {pieces} pieces; {took.TotalSeconds:0} s with the scripted model");
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {minutes} min: {peak:0} MiB, {detail}"));
        return (new Figure($"peak memory of the worker, {minutes} min video", string.Create(CultureInfo.InvariantCulture, $"{peak:0} MiB"), detail), peak);
    }

    private static double Mebibytes(TeamWorld world) => world.Worker.PeakMemory() / 1048576.0;
}
