using System.Diagnostics;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.EndToEnd;

/// <summary>SIGKILL at random instants of a transcription by the real model: what people get is, to the byte, what an undisturbed run gives them.</summary>
public sealed class RandomKillTests(UndisturbedRun undisturbed) : IClassFixture<UndisturbedRun>
{
    private static readonly string[] AllWords = ["Processing", "Downloading", "Transcribing", "Uploading to Drive", "Complete"];

    [Fact]
    public Task After_five_kills_the_files_are_those_of_an_undisturbed_run() => KilledFiveTimes(seed: 1);

    [Theory]
    [Trait("Category", "Chaos")]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    public Task After_fifty_kills_too(int seed) => KilledFiveTimes(seed);

    /// <summary>While the sound is decoded; with a request in flight, twice; behind a checkpoint; and while the files are written.</summary>
    private async Task KilledFiveTimes(int seed)
    {
        var expected = await undisturbed.Files.Value;
        var dice = new Random(seed);
        var (bytes, early, saved, late) = (dice.Next(1, 2_000_000), dice.Next(1, 3), dice.Next(3, 5), dice.Next(5, 7));
        await using var world = await World.Create();
        var page = UndisturbedRun.AddRow(world);

        await KilledOnce(world, page, $"{bytes} bytes of sound were decoded", _ => Found(world, "*.pcm*", bytes));
        await KilledOnce(world, page, $"piece {early} was listened to", InFlight(early, dice));
        await KilledOnce(world, page, $"{saved} pieces were saved", async _ => await Pieces(world) >= saved);
        await KilledOnce(world, page, $"piece {late} was listened to", InFlight(late, dice));
        await KilledOnce(world, page, "files were written", _ => Found(world, "transcript.*", 0));

        await using var last = await UndisturbedRun.Start(world);
        await world.UntilWord(page, "Complete", 300);
        Assert.Equal(AllWords, world.Words(page));
        var files = UndisturbedRun.FilesOf(world);
        Assert.Equal(expected.Keys.Order(), files.Keys.Order());
        // As text first: where they differ, the message shows the place.
        Assert.All(expected.Keys.Where(UndisturbedRun.IsText), name => Assert.Equal(UndisturbedRun.Text(expected[name]), UndisturbedRun.Text(files[name])));
        Assert.All(expected, file => Assert.True(file.Value.AsSpan().SequenceEqual(files[file.Key]), file.Key + " differs"));
    }

    private static async Task KilledOnce(World world, string page, string what, Func<Worker, Task<bool>> holds)
    {
        var worker = await UndisturbedRun.Start(world);
        await Eventually.True(() => holds(worker), TimeSpan.FromSeconds(120), () => $"{what}\n{world.Logs()}");
        await worker.Kill();
        Assert.True(world.Word(page) != "Complete", $"Too late for a kill when {what}.");
    }

    /// <summary>A moment of the request's second or two, of which the text must know nothing.</summary>
    private static Func<Worker, Task<bool>> InFlight(int piece, Random dice)
    {
        var (asked, moment) = (new Stopwatch(), TimeSpan.FromMilliseconds(dice.Next(0, 1500)));
        return worker =>
        {
            if (worker.Log.Contains($"asked to listen to piece {piece},", StringComparison.Ordinal)) asked.Start();
            return Task.FromResult(asked.Elapsed > moment);
        };
    }

    private static Task<bool> Found(World world, string pattern, long bytes) => Task.FromResult(
        Directory.Exists(world.Data)
        && new DirectoryInfo(world.Data).EnumerateFiles(pattern, new EnumerationOptions { RecurseSubdirectories = true }).Any(f => f.Length >= bytes));

    private static Task<long> Pieces(World world) => Books.Exists(world.Data) ? Books.Scalar(world.Data, "select count(*) from pieces") : Task.FromResult(0L);
}
