using System.Globalization;
using Pipeline.Benchmarks.Report;
using Pipeline.Benchmarks.Running;

namespace Pipeline.Benchmarks.Scenarios;

/// <summary>What is gained by transcribing while the download runs: a site that takes about as long to give a video as the engine to hear it.</summary>
internal sealed class OverlapScenario : IScenario
{
    public string Name => "overlap";

    public string Summary => "a job whose download takes about as long as its transcription, beside each stage alone";

    public async Task<IReadOnlyList<Figure>> Run(BenchmarkSize size, CancellationToken ct)
    {
        var clip = $"long-{size.OverlapMinutes}";
        var (stages, _) = await Job($"file/{clip}.mp4?moov=end", clip, ct);
        var slow = $"file/{clip}.mp4?bps={await Pace(clip, stages.Transcribe, ct)}";
        var (whole, _) = await Job(slow, clip, ct);
        var (_, firstText) = await Job("file/long-3.mp4", "long-3", ct);
        // The upload takes a second of its own; its row is as long as it waited for the others.
        var longest = whole.Download > stages.Transcribe ? whole.Download : stages.Transcribe;
        return
        [
            new Figure(
                "whole job ÷ its longest stage alone, a site as slow as the engine",
                string.Create(CultureInfo.InvariantCulture, $"{whole.Whole / longest:0.00}"),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{whole.Whole.TotalSeconds:0.0} s; download {whole.Download.TotalSeconds:0.0}, transcribe alone {stages.Transcribe.TotalSeconds:0.0} s; {size.OverlapMinutes} min of talk")),
            new Figure(
                "first byte → first piece of text",
                string.Create(CultureInfo.InvariantCulture, $"{firstText.TotalSeconds:0.0} s"),
                "a site as fast as the machine; the first piece is settled when 98 s of sound are there (three windows of the speech detector)"),
        ];
    }

    /// <summary>Bytes a second with which the clip takes as long as its transcription.</summary>
    private static async Task<long> Pace(string clip, TimeSpan transcribe, CancellationToken ct)
    {
        await using var world = await TeamWorld.StartScripted(ct);
        return (long)(new FileInfo(await world.Sandbox.Media.PrepareAsync(clip + ".mp4", ct)).Length / transcribe.TotalSeconds);
    }

    /// <summary>In a world of its own: what was heard in one would be used again.</summary>
    private static async Task<(OverlapRound Stages, TimeSpan FirstText)> Job(string link, string clip, CancellationToken ct)
    {
        await using var world = await TeamWorld.Start(ct);
        await world.Sandbox.Media.PrepareAsync(clip + ".mp4", ct);
        var (page, books, limit) = (world.AddRow(), world.Books, TimeSpan.FromMinutes(10));
        var (job, _) = await world.Submit(world.Media(link), page, ct);
        await Wait.Until(() => Task.FromResult(world.Sandbox.Media.TrafficOf(clip).BytesSent > 0), limit, () => "the first byte\n" + world.Worker.LogTail, ct);
        var firstByte = DateTimeOffset.UtcNow;
        await Wait.Until(async () => await books.Pieces(job, ct) > 0, limit, () => "the first piece\n" + world.Worker.LogTail, ct);
        var firstText = DateTimeOffset.UtcNow - firstByte;
        var complete = await world.WordAt(page, "Complete", limit, ct);
        await Wait.Until(async () => await books.Ended(job, ct), limit, () => $"job {job} to end\n{world.Worker.LogTail}", ct);
        var round = new OverlapRound(
            complete - await books.AcceptedAt(job, ct), await books.Stage(job, "Download", ct), await books.Stage(job, "Transcribe", ct));
        Console.Error.WriteLine($"  {link}: {round}, first text after {firstText.TotalSeconds:0.0} s");
        return (round, firstText);
    }
}
