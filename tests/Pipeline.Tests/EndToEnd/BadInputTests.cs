using Pipeline.Sandbox.Faults;
using Pipeline.Sandbox.Notion;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.EndToEnd;

/// <summary>What a user can send, and what the row says then. Each through the whole program.</summary>
public sealed class BadInputTests
{
    /// <summary>Links that no repetition can help: the row says Error and why.</summary>
    [Fact]
    public async Task Hopeless_links_show_Error_with_a_reason_that_says_what_to_do()
    {
        await using var world = await World.Create();
        await using var worker = await world.StartFastWorker();
        (string Link, string Reason)[] cases =
        [
            ("file:///etc/passwd", "Use http:// or https://"),
            ("not a link", "not a link"),
            ("", "No link was given"),
            ("https://user:secret@example.com/v.mp4", "user name or password"),
            ("https://example.com/v#__youtubedl_smuggle=%7B%7D", "__youtubedl_smuggle"),
            (world.Media("page/no-such-clip").ToString(), "is not there"),
            (world.Media("file/jfk.mp4?status=404").ToString(), "404"),
            (world.Media("file/jfk.mp4?redirect=http%3A%2F%2F127.0.0.1%3A9%2Fx.mp4").ToString(), "private network"),
            (world.Media("page/jfk?redirect=http%3A%2F%2F127.0.0.1%3A9%2Fx.mp4").ToString(), "private network"),
            ("http://127.0.0.1:9/video.mp4", "private network"),
            (world.Media("file/fake-hls.mp4").ToString(), "playlist"),
            (world.Media("page/mute").ToString(), "no sound"),
            ("https://discord.com/channels/1/2/3", "Discord"),
        ];
        var rows = cases.Select(c => (Page: world.AddRow(c.Link), c.Link, c.Reason)).ToList();
        foreach (var (page, link, reason) in rows)
        {
            await world.UntilWord(page, "Error", 180);
            Assert.True(world.Column(page, "ProcessErrors").Contains(reason, StringComparison.OrdinalIgnoreCase), $"{link}: {world.Column(page, "ProcessErrors")}");
        }

        Assert.DoesNotContain("user:secret", string.Join(' ', rows.Select(r => world.Column(r.Page, "ProcessErrors"))), StringComparison.Ordinal);
        Assert.Empty(world.DriveFiles());
    }

    [Theory]
    [InlineData("silence")]
    [InlineData("tone-noise")]
    public async Task Sound_without_speech_completes_with_zero_words_and_says_so(string clip)
    {
        await using var world = await World.Create();
        await using var worker = await world.StartWorker();
        var page = world.AddRow(world.Media("page/" + clip));
        await world.UntilWord(page, "Complete");
        Assert.Equal("No speech was found in this recording.", world.Column(page, "Transcript"));
        Assert.Equal(0, await Books.Scalar(world.Data, "select count(*) from pieces"));
        Assert.Equal(0, await Books.Scalar(world.Data, "select transcript_characters from jobs"));
    }

    [Fact]
    public async Task A_truncated_file_is_fetched_again_and_nothing_of_the_talk_is_missing()
    {
        await using var world = await World.Create();
        await using var worker = await world.StartFastWorker();
        var page = world.AddRow(world.Media("file/talk-en.mp4?truncate=900000&times=2"));
        await world.UntilWord(page, "Complete");
        Assert.Equal(2.38, double.Parse(world.Column(page, "Lenght min"), System.Globalization.CultureInfo.InvariantCulture), 0.02);
    }

    [Fact]
    public async Task A_passing_fault_of_the_site_is_tried_again_with_pauses_until_it_works()
    {
        await using var world = await World.Create();
        await using var worker = await world.StartFastWorker();
        var page = world.AddRow(world.Media("file/jfk.mp4?status=500&times=2"));
        await world.UntilWord(page, "Complete");
        Assert.Equal("", world.Column(page, "ProcessErrors"));
    }

    [Fact]
    public async Task A_site_that_stays_broken_uses_up_the_attempts_and_a_person_can_set_the_row_back()
    {
        await using var world = await World.Create();
        await using var worker = await world.StartFastWorker();
        using var broken = world.Sandbox.Faults.Add(new FaultRule { PathPattern = "/media/page/jfk", Kind = FaultKind.Status, StatusCode = 500 });
        var page = world.AddRow(world.Media("page/jfk"));
        await world.UntilWord(page, "Error");
        Assert.Equal(3, await Books.Scalar(world.Data, "select attempt from jobs"));
        broken.Release();
        world.Sandbox.Notion.SetProperty(page, NotionSeed.StatusColumn, "Queued");
        await world.UntilWord(page, "Complete");
        Assert.Equal("", world.Column(page, "ProcessErrors"));
        Assert.Equal(1, await Books.Scalar(world.Data, "select count(*) from jobs"));
    }

    [Fact]
    public async Task Notion_down_for_a_while_fails_no_job_and_the_board_catches_up()
    {
        await using var world = await World.Create();
        world.Settings.Add("--Worker:PublishPatienceSeconds=2");
        await using var worker = await world.StartFastWorker();
        var page = world.AddRow(world.Media("page/jfk"));
        await world.UntilWord(page, "Processing", 30);
        using (world.Sandbox.Faults.Add(new FaultRule { PathPattern = "^/v1/", Kind = FaultKind.Status, StatusCode = 503 }))
        {
            await Eventually.True(
                async () => await Books.Scalar(world.Data, "select count(*) from jobs where publish_queued = 1 and status = 'Pending'") == 1,
                TimeSpan.FromSeconds(90), () => "the job to wait for Notion\n" + world.Logs());
        }

        await world.UntilWord(page, "Complete");
        await Eventually.True(
            async () => await Books.Scalar(world.Data, "select count(*) from jobs where status = 'Completed' and attempt = 1") == 1,
            TimeSpan.FromSeconds(30), () => "the job to complete\n" + world.Logs());
        Assert.Single(world.Sandbox.Notion.Blocks(page));
    }

    [Fact]
    public async Task Drive_that_answers_500_for_a_while_delays_the_job_only()
    {
        await using var world = await World.Create();
        await using var worker = await world.StartFastWorker("--Drive:FirstPauseSeconds=0.05");
        using var broken = world.Sandbox.Faults.Add(new FaultRule { PathPattern = "^/(upload/)?drive/v3/", Kind = FaultKind.Status, StatusCode = 500, Times = 6 });
        var page = world.AddRow(world.Media("page/jfk"));
        await world.UntilWord(page, "Complete", 180);
        Assert.Equal(7, world.DriveFiles().Count);
        Assert.Equal(6, broken.Hits);
    }

    [Fact]
    public async Task A_killed_whisper_server_is_started_again_and_the_piece_is_repeated()
    {
        await using var world = await World.Create();
        await using var worker = await world.StartWorker();
        var page = world.AddRow(world.Media("page/talk-en"));
        // The second piece has been sent and is not answered: some seconds of work.
        await Eventually.True(() => Said(world, "Engine asked to listen to") == 2, TimeSpan.FromSeconds(120), () => "the second piece in flight\n" + world.Logs());
        await Eventually.True(() => ChildProcesses.KillOne("whisper-server", world.Home), TimeSpan.FromSeconds(10), () => "a running whisper-server\n" + world.Logs());
        await world.UntilWord(page, "Complete", 240);
        Assert.Equal(1, await Books.Scalar(world.Data, "select attempt from jobs"));
        Assert.Equal((1, 2), (Said(world, "Speech engine lost"), Said(world, " ready after ")));
        Assert.Equal(Said(world, "Engine asked to listen to"), await Books.Scalar(world.Data, "select count(*) from pieces"));
        Assert.Equal(["Processing", "Downloading", "Transcribing", "Uploading to Drive", "Complete"], world.Words(page));
    }

    /// <summary>How often the worker's log says so.</summary>
    private static int Said(World world, string text) => world.Logs().Split(text, StringSplitOptions.None).Length - 1;
}
