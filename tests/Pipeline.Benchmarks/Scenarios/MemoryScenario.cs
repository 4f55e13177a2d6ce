using System.Globalization;
using Pipeline.Benchmarks.Report;
using Pipeline.Benchmarks.Running;

namespace Pipeline.Benchmarks.Scenarios;

/// <summary>Whether memory grows with the length of a video: one worker does short ones, another one a video as long as all of them together. With
/// as much to do for both, what the runtime takes for working at all (compiled code, pools) is the same on both sides.</summary>
internal sealed class MemoryScenario : IScenario
{
    public string Name => "memory";

    public string Summary => "peak memory of the worker for short videos and for one that is as long as all of them";

    public async Task<IReadOnlyList<Figure>> Run(BenchmarkSize size, CancellationToken ct)
    {
        // Each of another length, so of other bytes: the same recording is not listened to twice.
        var lengths = new List<int>();
        for (var minutes = size.ShortMinutes; lengths.Sum() < size.LongMinutes; minutes++) lengths.Add(minutes);
        var shorts = await Peaks(lengths, ct);
        var one = await Peaks([size.LongMinutes], ct);
        var (first, all, whole) = (shorts[0], shorts[^1], one[^1]);
        return
        [
            Of($"peak memory of the worker, first video of {lengths[0]} min", first),
            Of($"peak memory of the worker, {lengths.Count} videos of {lengths[0]}–{lengths[^1]} min, one after the other", all),
            Of($"peak memory of the worker, one video of {size.LongMinutes} min", whole),
            new Figure("peak memory, one long video ÷ short ones", string.Create(CultureInfo.InvariantCulture, $"{whole.MiB / all.MiB:0.00}"), "1.00 would be: it does not grow with the length"),
        ];
    }

    /// <summary>Of one worker, after each of the videos.</summary>
    private static async Task<List<Peak>> Peaks(IReadOnlyList<int> lengths, CancellationToken ct)
    {
        await using var world = await TeamWorld.StartScripted(ct);
        foreach (var minutes in lengths) await world.Sandbox.Media.PrepareAsync($"long-{minutes}.mp4", ct);
        var idle = Mebibytes(world);
        var (peaks, pieces, took) = (new List<Peak>(), 0L, TimeSpan.Zero);
        foreach (var minutes in lengths)
        {
            var page = world.AddRow();
            var (job, answered) = await world.Submit(world.Media($"page/long-{minutes}"), page, ct);
            took += await world.WordAt(page, "Complete", TimeSpan.FromMinutes(20), ct) - answered;
            await Wait.Until(async () => await world.Books.Ended(job, ct), TimeSpan.FromMinutes(1), () => $"job {job} to end\n{world.Worker.LogTail}", ct);
            pieces += await world.Books.Pieces(job, ct);
            peaks.Add(new Peak(Mebibytes(world), string.Create(
                CultureInfo.InvariantCulture, $"{idle:0} MiB after the start; {pieces} pieces; {took.TotalSeconds:0} s with the scripted model")));
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {minutes} min: {peaks[^1].MiB:0} MiB, {peaks[^1].Detail}"));
        }

        return peaks;
    }

    private static Figure Of(string name, Peak peak) => new(name, string.Create(CultureInfo.InvariantCulture, $"{peak.MiB:0} MiB"), peak.Detail);

    private static double Mebibytes(TeamWorld world) => world.Worker.PeakMemory() / 1048576.0;

    /// <param name="MiB">Largest so far.</param>
    private sealed record Peak(double MiB, string Detail);
}
