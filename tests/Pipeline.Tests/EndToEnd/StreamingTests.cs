using Pipeline.Tests.Support;

namespace Pipeline.Tests.EndToEnd;

/// <summary>Transcription while the download still runs, and the way without it: the same pieces, the same words.</summary>
public sealed class StreamingTests
{
    private const string Talk = "file/talk-en-full.mp4";
    private static readonly string[] AllWords = ["Processing", "Downloading", "Transcribing", "Uploading to Drive", "Complete"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("file/talk-en-full.mp4")]
    [InlineData("page/talk-en-full")]
    public async Task The_first_piece_is_there_before_the_download_has_ended(string link)
    {
        await using var world = await World.Create();
        using var hold = world.Sandbox.Media.HoldAt("talk-en-full.mp4", 0.6);
        await using var worker = await world.StartFastWorker();
        var page = world.AddRow(world.Media(link));
        await hold.Reached.WaitAsync(TimeSpan.FromSeconds(120), Ct);
        await Eventually.True(async () => await Pieces(world) > 0, TimeSpan.FromSeconds(60), () => "a piece while the download is held\n" + world.Logs());
        Assert.Equal("Downloading", world.Word(page));
        Assert.Equal(2, await Books.Scalar(world.Data, "select count(*) from job_stages where status = 'Running'"));

        hold.Release();
        await world.UntilWord(page, "Complete", 180);
        Assert.Equal(AllWords, world.Words(page));
        Assert.Equal(1, await Books.Scalar(world.Data, "select count(*) from jobs where processing_mode = 'Streaming'"));
        Assert.Equal(1, await Books.Scalar(world.Data,
            "select count(*) from job_stages d join job_stages t using (job_id) where d.stage = 'Download' and t.stage = 'Transcribe' and t.started_at < d.ended_at"));
    }

    [Fact]
    public async Task A_download_that_stalls_and_is_taken_up_again_gives_the_pieces_of_the_whole_file()
    {
        await using var world = await World.Create();
        world.Settings.AddRange(["--Egress:StallTimeoutSeconds=2", "--Egress:RetryPauseSeconds=1"]);
        // A site that only now makes its file is too slow for these limits.
        await world.Sandbox.Media.PrepareAsync("talk-en-full.mp4", Ct);
        await world.Sandbox.Media.PrepareAsync("talk-en-full.mp4?moov=end", Ct);
        using var hold = world.Sandbox.Media.HoldAt(Talk + "?v=1", 0.6);
        await using var worker = await world.StartFastWorker();
        var page = world.AddRow(world.Media(Talk + "?v=1"));
        await Eventually.True(() => worker.Log.Contains("stalled", StringComparison.Ordinal), TimeSpan.FromSeconds(120), () => "the download to stall\n" + world.Logs());
        await Eventually.True(async () => await Pieces(world) > 0, TimeSpan.FromSeconds(60), () => "a piece of what had come\n" + world.Logs());
        hold.Release();
        await world.UntilWord(page, "Complete", 180);
        Assert.Contains(world.Sandbox.Media.TrafficOf("talk-en-full.mp4").Ranges, r => r.Length > 0);
        Assert.Equal("Streaming", await Mode(world, page));
        await AssertSameAsWhole(world, page);
    }

    [Theory]
    [InlineData("truncate=7000000&times=1")] // the connection breaks; it goes on where it was
    [InlineData("truncate=7000000&times=1&norange=1")] // and here from the beginning: another file on disk
    public async Task A_download_that_breaks_gives_the_pieces_of_the_whole_file(string fault)
    {
        await using var world = await World.Create();
        world.Settings.Add("--Egress:RetryPauseSeconds=1");
        await using var worker = await world.StartFastWorker();
        var page = world.AddRow(world.Media($"{Talk}?{fault}"));
        await world.UntilWord(page, "Complete", 180);
        await AssertSameAsWhole(world, page);
    }

    [Fact]
    public async Task The_real_model_hears_the_same_words_during_the_download_and_after_it()
    {
        await using var world = await World.Create();
        await world.Sandbox.Media.PrepareAsync("talk-en.mp4", Ct);
        using var hold = world.Sandbox.Media.HoldAt("talk-en.mp4?v=1", 0.8);
        await using var worker = await world.StartWorker();
        var page = world.AddRow(world.Media("file/talk-en.mp4?v=1"));
        await Eventually.True(async () => await Pieces(world) > 0, TimeSpan.FromSeconds(120), () => "a piece while the download is held\n" + world.Logs());
        Assert.Equal("Downloading", world.Word(page));
        hold.Release();
        await world.UntilWord(page, "Complete", 240);
        Assert.Equal("Streaming", await Mode(world, page));
        Assert.Contains("pound key", await Rows(world, page), StringComparison.OrdinalIgnoreCase);
        await AssertSameAsWhole(world, page, "file/talk-en.mp4");
    }

    [Fact]
    public async Task The_same_file_behind_another_link_is_not_transcribed_again_unless_the_settings_differ()
    {
        await using var world = await World.Create();
        await using var worker = await world.StartFastWorker();
        var first = world.AddRow(world.Media("file/jfk.mp4"));
        await world.UntilWord(first, "Complete");
        var asked = EngineRequests(world);

        var again = world.AddRow(world.Media("file/jfk.mp4?v=2"));
        await world.UntilWord(again, "Complete");
        Assert.Equal(asked, EngineRequests(world));
        Assert.Equal("Reused", await Mode(world, again));
        Assert.Equal(await Rows(world, first), await Rows(world, again));
        Assert.Equal(1, await Books.Scalar(world.Data, "select count(*) from job_log where line like 'The same recording was transcribed before%'"));

        await worker.Stop();
        await using var other = await world.StartFastWorker("--Whisper:PieceSeconds=20", "--Whisper:Model=base-q4_k");
        var different = world.AddRow(world.Media("file/jfk.mp4?v=3"));
        await world.UntilWord(different, "Complete", 240);
        Assert.Equal("Fallback", await Mode(world, different));
        Assert.Equal(asked + 1, EngineRequests(world));
    }

    private static int EngineRequests(World world) => world.Logs().Split("asked to listen to", StringSplitOptions.None).Length - 1;

    /// <summary>The same sound in a container that cannot be streamed, transcribed by the same worker.</summary>
    private static async Task AssertSameAsWhole(World world, string page, string file = Talk)
    {
        var whole = world.AddRow(world.Media(file + "?moov=end"));
        await world.UntilWord(whole, "Complete", 240);
        Assert.Equal("Fallback", await Mode(world, whole));
        Assert.Equal(AllWords, world.Words(page));
        Assert.Equal(await Rows(world, whole), await Rows(world, page));
    }

    private static Task<string> Mode(World world, string page) => Books.Text(world.Data, $"select processing_mode from jobs where notion_page_id = '{page}'");

    private static Task<string> Rows(World world, string page) => Books.Text(world.Data,
        $"""
        select group_concat(p.piece || ' ' || p.start_seconds || ' ' || p.end_seconds || ' ' || p.fingerprint || ' ' || p.segments, char(10))
        from (select * from pieces where job_id = (select id from jobs where notion_page_id = '{page}') order by piece) p
        """);

    private static Task<long> Pieces(World world) => Books.Exists(world.Data) ? Books.Scalar(world.Data, "select count(*) from pieces") : Task.FromResult(0L);
}
