using System.Globalization;
using Pipeline.Tests.Support;
using Pipeline.Tests.Whisper;
using Pipeline.Tests.YtDlp;

namespace Pipeline.Tests.EndToEnd;

/// <summary>A site that has the sound apart from the picture: the sound comes first and is listened to while the picture still comes.</summary>
public sealed class SoundApartTests
{
    /// <summary>Positions before which the sound's connections break or stand still, in bytes.</summary>
    private const int Break = 500_000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Programs => YtDlpPrograms.All;

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task The_text_is_there_before_the_picture_and_is_that_of_the_way_one_after_the_other(string program)
    {
        await using var world = await World.Create();
        await using var worker = await world.StartFastWorker($"--YtDlp:Path={program}");
        var after = world.AddRow(world.Media("page/jfk?container=dash-m4a&moov=end"));
        await world.UntilWord(after, "Complete", 180);
        Assert.Equal("Fallback", await Mode(world, after));

        using var picture = world.Sandbox.Media.HoldAt("jfk.m4v", 0.5);
        var page = world.AddRow(world.Media("page/jfk?container=dash-m4a"));
        await Eventually.True(async () => await Count(world, page) == 1, TimeSpan.FromSeconds(120), () => "the sound to be heard while the picture is held\n" + world.Logs());
        Assert.Equal("Downloading", world.Word(page));
        Assert.Equal(await Rows(world, after), await Rows(world, page));

        picture.Release();
        await world.UntilWord(page, "Complete", 180);
        Assert.Equal("Streaming", await Mode(world, page));
        Assert.Equal(["Processing", "Downloading", "Transcribing", "Uploading to Drive", "Complete"], world.Words(page));
        var video = Path.Combine(world.Home, "video.mp4");
        await using (var file = File.Create(video))
        await using (var stored = world.Sandbox.Drive.OpenContent(world.DriveFiles().Last(f => f.Name.EndsWith(".mp4", StringComparison.Ordinal)).Id))
            await stored.CopyToAsync(file, Ct);
        Assert.Equal(
            ["audio", "video"],
            RunTool.Output("ffprobe", "-v", "error", "-show_entries", "stream=codec_type", "-of", "csv=p=0", video).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
    }

    [Fact]
    public async Task Sound_that_breaks_off_or_stalls_is_heard_as_sound_that_does_not()
    {
        await using var world = await World.Create();
        var media = world.Sandbox.Media;
        // A site that only now makes its files is too slow for the limit below.
        foreach (var file in (string[])["talk-en.weba", "talk-en.m4v"]) await media.PrepareAsync(file, Ct);
        using var stall = media.HoldAt("v=stall", 0.6);
        // Only what is heard early is surely not taken over from another of these jobs.
        using var picture = media.HoldAt("talk-en.m4v", 0.5);
        await using var worker = await world.StartFastWorker("--YtDlp:SocketTimeoutSeconds=2");
        string[] faults = ["v=none", "v=stall", $"truncate={Break}&times=1", $"truncate={Break}&times=1&norange=1"];
        string[] pages = [.. faults.Select(f => world.AddRow(world.Media($"page/talk-en?container=dash-weba&{f}")))];
        await Eventually.True(
            () => media.TrafficOf("talk-en.weba").Ranges.Any(r => From(r) > Break), TimeSpan.FromSeconds(120), () => "the stalled sound to be asked for again\n" + world.Logs());
        stall.Release();

        // All that is there of a piece that grows no more is heard, and the picture stands still.
        await Eventually.True(
            async () => await Heard(world) == faults.Length, TimeSpan.FromSeconds(120), () => "all four to be heard while the picture is held\n" + world.Logs());
        Assert.All(pages, p => Assert.Equal("Downloading", world.Word(p)));
        var rows = await Rows(world, pages[0]);
        foreach (var page in pages) Assert.Equal(rows, await Rows(world, page));
        Assert.InRange(media.TrafficOf("talk-en.weba").Ranges.Count(r => From(r) >= Break), 3, int.MaxValue);

        picture.Release();
        foreach (var page in pages) await world.UntilWord(page, "Complete", 180);
        foreach (var page in pages) Assert.Equal("Streaming", await Mode(world, page));
    }

    /// <summary>How many jobs have a piece up to the end of their sound.</summary>
    private static Task<long> Heard(World world) => Books.Scalar(world.Data, "select count(distinct job_id) from pieces where end_seconds > 135");

    private static long From(string range) => range.Length == 0 ? 0 : long.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture);

    private static Task<string> Mode(World world, string page) => Books.Text(world.Data, $"select processing_mode from jobs where notion_page_id = '{page}'");

    private static Task<long> Count(World world, string page) => Books.Scalar(world.Data, $"select count(*) from pieces where job_id = {JobOf(page)}");

    private static Task<string> Rows(World world, string page) => Books.Text(world.Data,
        $"""
        select group_concat(p.piece || ' ' || p.start_seconds || ' ' || p.end_seconds || ' ' || p.fingerprint || ' ' || p.segments, char(10))
        from (select * from pieces where job_id = {JobOf(page)} order by piece) p
        """);

    private static string JobOf(string page) => $"(select id from jobs where notion_page_id = '{page}')";
}
