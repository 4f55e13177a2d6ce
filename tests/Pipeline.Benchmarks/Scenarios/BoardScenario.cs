using System.Diagnostics;
using System.Globalization;
using Pipeline.Benchmarks.Report;
using Pipeline.Benchmarks.Running;

namespace Pipeline.Benchmarks.Scenarios;

/// <summary>A team's busy ten minutes on Notion's budget: 200 videos start in them, 60 of those end in them, every one shows progress and a
/// growing text, and the rows are polled. Everything but the clock's speed is as shipped.</summary>
internal sealed class BoardScenario : IScenario
{
    private const int Videos = 200;
    private const int Ending = 60;
    private const double Minutes = 10;

    public string Name => "board";

    public string Summary => "200 videos in ten minutes on Notion's budget";

    public async Task<IReadOnlyList<Figure>> Run(BenchmarkSize size, CancellationToken ct)
    {
        await using var rig = await BoardRig.Start(size.BoardSpeed, ct);
        var clock = Stopwatch.StartNew();
        Task Until(double seconds, CancellationToken token)
        {
            var left = TimeSpan.FromSeconds(seconds / size.BoardSpeed) - clock.Elapsed;
            return left > TimeSpan.Zero ? Task.Delay(left, token) : Task.CompletedTask;
        }

        var videos = new List<BoardVideo>();
        for (var n = 0; n < Videos; n++)
        {
            var (page, job) = await rig.AddVideo(ct);
            videos.Add(new BoardVideo(rig, page, job, Until));
        }

        clock.Restart();
        using var polls = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var polling = Poll(rig, Until, polls.Token);
        await Task.WhenAll(videos.Select((video, n) => video.Run(Start(n), End(n), Minutes * 60, ct)));
        await Wait.Until(async () => (await rig.Outbox.Depth(ct)).Count == 0, TimeSpan.FromMinutes(5), () => "an empty outbox", ct);
        await polls.CancelAsync();
        await polling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return [.. Figures(rig, videos, size.BoardSpeed)];
    }

    /// <summary>Spread evenly; every third of the first 180 ends three to four minutes after its start, as far as that is within the time.</summary>
    private static double Start(int n) => n * (Minutes * 60 / Videos);

    private static double End(int n) => n < 2 * Ending && n % 2 == 0 ? Start(n) + 180 + (n % 60) : double.MaxValue;

    private static async Task Poll(BoardRig rig, Func<double, CancellationToken, Task> until, CancellationToken ct)
    {
        var table = await rig.Board.TableOf(rig.Channel, ct);
        for (var at = 0; ; at += 5)
        {
            await until(at, ct);
            await rig.Board.FindTriggered(table, [rig.Channel], ct);
        }
    }

    private static IEnumerable<Figure> Figures(BoardRig rig, List<BoardVideo> videos, int speed)
    {
        var journal = rig.Sandbox.Journal.Entries;
        var ages = videos.SelectMany(v => rig.Sandbox.Notion.StatusHistory(v.Page).Where(c => c.Word is not null && v.Words.ContainsKey(c.Word))
            .Select(c => (c.At - v.Words[c.Word!]).TotalSeconds * speed)).ToList();
        var said = videos.Sum(v => v.Words.Count);
        var lost = videos.Count(v => rig.Sandbox.Notion.GetText(v.Page, "Status") != v.Words.MaxBy(w => w.Value).Key);
        var polls = journal.Count(e => e.Target.Contains("/query", StringComparison.Ordinal));
        var progress = journal.Count(e => e is { Method: "PATCH", Status: 200 } && e.Body.Contains("\"Progress\"", StringComparison.Ordinal));
        yield return new Figure("requests beyond Notion's budget", Whole(journal.Count(e => e.Status == 429)), $"of {journal.Count}, {polls} of them polls; {Videos} videos, {Ending} ending, clock {speed} times as fast");
        yield return new Figure("age of a status word when it arrives, p50 / p99", $"{One(Sample.Percentile(ages, 50))} / {One(Sample.Percentile(ages, 99))} s", $"{ages.Count} of {said} words; the others were out of date before their turn");
        yield return new Figure("rows whose last word was lost", Whole(lost), $"of {Videos}");
        yield return new Figure("progress values sent", One(100.0 * progress / videos.Sum(v => v.Changes)) + " %", $"{progress} writes held one, of {videos.Sum(v => v.Changes)} changes put in");
        var ended = videos.Where(v => v.Words.ContainsKey("Complete")).ToList();
        var calls = ended.Select(v => (double)Calls(rig, journal, v)).ToList();
        yield return new Figure("Notion calls per finished video, p50", One(Sample.Percentile(calls, 50)), $"{One(ended.Average(v => v.Changes))} changes each on average");
    }

    private static int Calls(BoardRig rig, IReadOnlyList<Sandbox.Journal.JournalEntry> journal, BoardVideo video)
    {
        string[] ids = [video.Page, .. rig.Sandbox.Notion.Blocks(video.Page).Select(b => b.Id)];
        return journal.Count(e => ids.Any(id => e.Target.Contains(id, StringComparison.Ordinal)));
    }

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string One(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
