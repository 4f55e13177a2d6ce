using Pipeline.Sandbox.Faults;
using Pipeline.Sandbox.Notion;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.EndToEnd;

/// <summary>The row as a remote control: what a person does to it before, while and after it is processed.</summary>
public sealed class RowRequestTests
{
    private const string Claim = "Video ID";
    private const string Language = "Discord Channel";

    [Fact]
    public async Task A_row_set_back_while_it_runs_is_told_its_word_again_and_nothing_runs_twice()
    {
        await using var world = await World.Create();
        using var hold = world.Sandbox.Media.HoldAt("talk-en.mp4", 0.5);
        await using var worker = await world.StartFastWorker();
        var page = world.AddRow(world.Media("page/talk-en"));
        await world.UntilWord(page, "Downloading");
        world.Sandbox.Notion.SetProperty(page, NotionSeed.StatusColumn, "Queued");
        await Eventually.True(() => world.Words(page).Count(w => w == "Downloading") == 2, TimeSpan.FromSeconds(30), () => "the word again\n" + world.Logs());
        hold.Release();
        await world.UntilWord(page, "Complete");
        await OneJob(world, "status = 'Completed' and attempt = 1");
    }

    [Fact]
    public async Task Another_link_in_a_row_that_runs_ends_the_old_video_and_starts_the_new_one()
    {
        await using var world = await World.Create();
        using var hold = world.Sandbox.Media.HoldAt("talk-en.mp4", 0.5);
        await using var worker = await world.StartFastWorker();
        var page = world.AddRow(world.Media("page/talk-en"));
        await world.UntilWord(page, "Downloading");
        world.Sandbox.Notion.SetProperty(page, "Video Link", world.Media("page/jfk").ToString());
        world.Sandbox.Notion.SetProperty(page, NotionSeed.StatusColumn, "Queued");
        await world.UntilWord(page, "Complete");
        await OneJob(world, "status = 'Cancelled' and source_url like '%talk-en'");
        await OneJob(world, "status = 'Completed' and source_url like '%jfk'");
    }

    [Fact]
    public async Task Link_and_language_that_change_between_the_claim_and_the_download_are_those_that_are_used()
    {
        await using var world = await World.Create();
        world.EditChannel(channel => channel["field_map"]!["language"] = Language);
        using var claimed = world.Sandbox.Faults.HoldAfter("PATCH", "/v1/pages/", "Processing");
        await using var worker = await world.StartFastWorker();
        var page = world.AddRow(world.Media("page/no-such-clip"));
        await claimed.Reached.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        world.Sandbox.Notion.SetProperty(page, "Video Link", world.Media("page/jfk").ToString());
        world.Sandbox.Notion.SetProperty(page, Language, "EN");
        claimed.Release();
        await world.UntilWord(page, "Complete");
        await OneJob(world, "status = 'Completed' and source_url like '%jfk' and requested_language = 'en'");
    }

    [Fact]
    public async Task A_row_that_another_worker_has_claimed_is_left_to_that_one()
    {
        await using var world = await World.Create();
        world.EditChannel(channel => channel["field_map"]!["claim"] = Claim);
        using var claimed = world.Sandbox.Faults.HoldAfter("PATCH", "/v1/pages/", "Processing");
        await using var worker = await world.StartFastWorker();
        var page = world.AddRow(world.Media("page/jfk"));
        await claimed.Reached.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.EndsWith(await Books.Text(world.Data, "select id from jobs"), world.Column(page, Claim), StringComparison.Ordinal);
        world.Sandbox.Notion.SetProperty(page, Claim, "other-host 1234");
        claimed.Release();
        await OneJob(world, "status = 'Skipped'");
        Assert.Equal(["Processing"], world.Words(page));
        Assert.Contains("Another worker has claimed this row (other-host 1234)", world.Logs(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_thrown_away_between_claim_and_download_is_left_alone_and_one_restored_later_can_ask_again()
    {
        await using var world = await World.Create();
        using var claimed = world.Sandbox.Faults.HoldAfter("PATCH", "/v1/pages/", "Processing");
        await using var worker = await world.StartFastWorker();
        var page = world.AddRow(world.Media("page/jfk"));
        await claimed.Reached.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        world.Sandbox.Notion.Trash(page);
        claimed.Release();
        await OneJob(world, "status = 'Cancelled'");
        Assert.Empty(world.DriveFiles());
        world.Sandbox.Notion.Restore(page);
        world.Sandbox.Notion.SetProperty(page, NotionSeed.StatusColumn, "Queued");
        await world.UntilWord(page, "Complete");
    }

    /// <summary>Notion takes every write but the last one; the person acts before it goes through.</summary>
    [Fact]
    public async Task An_Error_that_is_still_to_be_written_never_covers_a_persons_fresh_request()
    {
        await using var world = await World.Create();
        using var broken = world.Sandbox.Faults.Add(new FaultRule { PathPattern = "/media/page/jfk", Kind = FaultKind.Status, StatusCode = 500 });
        using var late = world.Sandbox.Faults.Add(new FaultRule { Method = "PATCH", PathPattern = "/v1/pages/", BodyPattern = "\"Error\"", Kind = FaultKind.Status, StatusCode = 503 });
        await using var worker = await world.StartFastWorker("--Retry:MaxAttempts=1");
        var page = world.AddRow(world.Media("page/jfk"));
        await OneJob(world, "status = 'Failed'");
        broken.Release();
        world.Sandbox.Notion.SetProperty(page, NotionSeed.StatusColumn, "Queued");
        await world.UntilWord(page, "Complete");
        late.Release();
        Assert.DoesNotContain("Error", world.Words(page));
        Assert.Equal(0, await Books.Scalar(world.Data, "select count(*) from board_outbox"));
    }

    [Fact]
    public async Task Searches_that_are_seconds_behind_start_nothing_twice()
    {
        await using var world = await World.Create();
        world.Sandbox.Notion.QueryLag = TimeSpan.FromSeconds(6);
        await using var worker = await world.StartFastWorker();
        var page = world.AddRow(world.Media("file/jfk.m4a"));
        await world.UntilWord(page, "Complete");
        var searches = world.Sandbox.Journal.Of("/v1/data_sources/").Count;
        await Eventually.True(() => world.Sandbox.Journal.Of("/v1/data_sources/").Count > searches + 8, TimeSpan.FromSeconds(60), () => "eight more searches");
        await OneJob(world, "status = 'Completed' and attempt = 1");
        Assert.Equal(["Processing", "Downloading", "Transcribing", "Uploading to Drive", "Complete"], world.Words(page));
    }

    [Fact]
    public async Task A_tick_asks_is_taken_away_by_the_claim_and_asks_again_when_it_is_set_again()
    {
        await using var world = await World.Create();
        var table = world.Sandbox.Notion.AddDatabase("Ticks", NotionSeed.Columns().Add("Please process", "checkbox"));
        world.EditChannel(channel =>
        {
            channel["database"] = table.DatabaseId;
            channel["trigger"] = new System.Text.Json.Nodes.JsonObject { ["checkbox"] = "Please process" };
        });
        await using var worker = await world.StartFastWorker();
        var page = world.Sandbox.Notion.AddPage(table.DataSourceId, new Dictionary<string, string?>
        {
            ["Name"] = "A row", ["Video Link"] = world.Media("file/jfk.m4a").ToString(), ["Please process"] = "true",
        });
        await world.UntilWord(page, "Complete");
        Assert.Equal("", world.Column(page, "Please process").Replace("false", "", StringComparison.OrdinalIgnoreCase));
        world.Sandbox.Notion.SetProperty(page, "Please process", "true");
        await Eventually.True(() => world.Words(page).Count(w => w == "Complete") == 2, TimeSpan.FromSeconds(60), () => "the second time\n" + world.Logs());
        Assert.Equal(1, await Books.Scalar(world.Data, "select count(*) from jobs"));
    }

    [Fact]
    public async Task A_complete_row_that_is_set_back_gets_what_is_missing_and_nothing_is_heard_again()
    {
        await using var world = await World.Create();
        world.EditChannel(channel => channel["field_map"]!["language"] = Language);
        await using var worker = await world.StartFastWorker();
        var page = world.AddRow(world.Media("page/jfk"));
        await world.UntilWord(page, "Complete");
        await OneJob(world, "status = 'Completed'");
        var (fetched, heard, files) = (Fetched(world), Heard(world), world.DriveFiles().Count);

        await RemoveToggle(world, page);
        world.Sandbox.Notion.SetProperty(page, "Lenght min", null);
        await AskAgain(world, page, 2);
        Assert.Contains(world.Sandbox.Notion.Blocks(page), block => block.Text.StartsWith("Transcript", StringComparison.Ordinal));
        Assert.NotEqual("", world.Column(page, "Lenght min"));
        Assert.Equal((fetched, heard, files), (Fetched(world), Heard(world), world.DriveFiles().Count));

        world.Sandbox.Drive.Trash(world.DriveFiles().Single(f => f.Name.EndsWith(".srt", StringComparison.Ordinal)).Id);
        await AskAgain(world, page, 3);
        Assert.Equal((heard, files), (Heard(world), world.DriveFiles().Count));

        world.Sandbox.Notion.SetProperty(page, Language, "de");
        await AskAgain(world, page, 4);
        Assert.True(Heard(world) > heard, "another language was asked for, so it is listened to again");
    }

    private static int Fetched(World world) => world.Sandbox.Media.TrafficOf("jfk").Requests;

    private static int Heard(World world) => world.Logs().Split("asked to listen to", StringSplitOptions.None).Length - 1;

    private static async Task AskAgain(World world, string page, int times)
    {
        world.Sandbox.Notion.SetProperty(page, NotionSeed.StatusColumn, "Queued");
        await Eventually.True(() => world.Words(page).Count(w => w == "Complete") == times, TimeSpan.FromSeconds(120), () => $"Complete for the {times}th time\n{world.Logs()}");
        await OneJob(world, "status = 'Completed'");
    }

    /// <summary>A person deletes the transcript from the page.</summary>
    private static async Task RemoveToggle(World world, string page)
    {
        using var http = new HttpClient { BaseAddress = world.Sandbox.BaseAddress };
        http.DefaultRequestHeaders.Add("Authorization", "Bearer ntn_sandbox");
        http.DefaultRequestHeaders.Add("Notion-Version", "2026-03-11");
        foreach (var block in world.Sandbox.Notion.Blocks(page))
            (await http.DeleteAsync(new Uri($"v1/blocks/{block.Id}", UriKind.Relative), TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
    }

    /// <summary>The word arrives a moment before the row of the job is closed.</summary>
    private static Task OneJob(World world, string which) => Eventually.True(
        async () => await Books.Scalar(world.Data, "select count(*) from jobs where " + which) == 1, TimeSpan.FromSeconds(60), () => $"one job with {which}\n{world.Logs()}");
}
