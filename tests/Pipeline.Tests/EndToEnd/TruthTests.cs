using System.Text.Json.Nodes;
using Pipeline.Sandbox.Notion;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.EndToEnd;

/// <summary>What a row says is true, and what it cannot say yet it says later.</summary>
public sealed class TruthTests
{
    [Fact]
    public async Task An_error_says_what_to_do_shows_its_details_and_leaves_nothing_behind_once_the_video_is_done()
    {
        await using var world = await World.Create();
        await Change(world, channel => channel["processing_log"] = true);
        await using var worker = await world.StartFastWorker();
        var page = world.AddRow(world.Media("file/jfk.mp4?status=404"));
        await Eventually.True(() => world.Word(page) == "Error", TimeSpan.FromSeconds(60), () => "the word Error\n" + world.Logs());

        Assert.EndsWith("Check the link and correct it, then set the status back to Queued.", world.Column(page, "ProcessErrors"), StringComparison.Ordinal);
        await Eventually.True(() => world.Sandbox.Notion.Blocks(page).Count == 2, TimeSpan.FromSeconds(30), () => "two toggles\n" + world.Logs());
        Assert.Contains("http-404 (Permanent), attempt 1", world.Sandbox.Notion.PageBodyText(page), StringComparison.Ordinal);

        world.Sandbox.Notion.SetProperty(page, "Video Link", world.Media("page/jfk").ToString());
        world.Sandbox.Notion.SetProperty(page, NotionSeed.StatusColumn, "Queued");
        await Eventually.True(() => world.Word(page) == "Complete", TimeSpan.FromSeconds(120), () => "the word Complete\n" + world.Logs());

        Assert.Equal("", world.Column(page, "ProcessErrors"));
        Assert.Equal(["Processing log", "Transcript"], world.Sandbox.Notion.Blocks(page).Select(b => b.Text.Split(" · ")[0]).Order());
        var log = world.Sandbox.Notion.Blocks(page).Single(b => b.Text.StartsWith("Processing log", StringComparison.Ordinal)).Children.Select(c => c.Text[21..]);
        Assert.Equal(["Attempt 1 begins.", "Processing", "Downloading", "Transcribing", "Uploading to Drive", "Complete"], log.Where(l => !l.StartsWith("Accepted", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_video_is_done_although_the_final_word_has_no_option_and_the_word_arrives_after_a_restart_when_it_has()
    {
        await using var world = await World.Create();
        var table = world.Sandbox.Notion.AddDatabase("Status kind", new NotionSchema().Add("Name", "title").Add("Video Link", "url").Add("Lenght min", "number")
            .Status(NotionSeed.StatusColumn, "Queued", "Processing", "Downloading", "Transcribing", "Uploading to Drive", "Error"));
        await Change(world, channel => channel["database"] = table.DatabaseId);
        string[] settings = ["--Board:BlockedRetrySeconds=0.5", "--Notion:SchemaMaxAgeMinutes=0.1", "--Polling:Existing=all"];
        var worker = await world.StartFastWorker(settings);
        var page = world.Sandbox.Notion.AddPage(table.DataSourceId, new Dictionary<string, string?>
        {
            ["Video Link"] = world.Media("page/jfk").ToString(), [NotionSeed.StatusColumn] = "Queued",
        });
        await Eventually.True(
            async () => await Books.Scalar(world.Data, "select count(*) from jobs where status = 'Completed'") == 1, TimeSpan.FromSeconds(120), () => "the job to be done\n" + world.Logs());

        Assert.Equal("Uploading to Drive", world.Word(page));
        Assert.NotEqual("", world.Column(page, "Lenght min"));
        Assert.Contains("has no option \"Complete\"", world.Logs(), StringComparison.Ordinal);
        await worker.Kill();
        world.Sandbox.Notion.AddOption(table.DataSourceId, NotionSeed.StatusColumn, "Complete");
        await using var second = await world.StartFastWorker(settings);
        await Eventually.True(() => world.Word(page) == "Complete", TimeSpan.FromSeconds(60), () => "the word\n" + world.Logs());
    }

    [Fact]
    public async Task Columns_that_accompany_a_video_are_kept_current_where_they_are_mapped()
    {
        await using var world = await World.Create();
        var table = world.Sandbox.Notion.AddDatabase("Live", new NotionSchema().Add("Name", "title").Add("ProcessErrors", "rich_text").Add("Video Link", "url").Select(NotionSeed.StatusColumn, "Queued")
            .Percent("Progress").Add("Since", "date").Add("Attempts", "number").Add("Place", "number").Add("ETA", "date").Select("Language").Percent("Sure"));
        await Change(world, channel =>
        {
            channel["database"] = table.DatabaseId;
            foreach (var (key, column) in (ReadOnlySpan<(string, string)>)[("progress", "Progress"), ("stage_started", "Since"), ("attempts", "Attempts"), ("queue_position", "Place"), ("eta", "ETA"), ("language", "Language"), ("confidence", "Sure")])
                channel["field_map"]![key] = column;
        });
        // A budget for all of it: where calls are scarce these columns are the first to be thinned out.
        await using var worker = await world.StartFastWorker("--Notion:RequestsPerSecond=20", "--Worker:MaxVideos=1", "--Queue:PositionSeconds=1", "--Board:ProgressEverySeconds=0", "--Polling:Existing=all");
        string[] rows = [.. Enumerable.Range(0, 3).Select(_ => world.Sandbox.Notion.AddPage(table.DataSourceId, new Dictionary<string, string?>
        {
            ["Video Link"] = world.Media("page/jfk").ToString(), [NotionSeed.StatusColumn] = "Queued",
        }))];
        foreach (var page in rows) await world.UntilWord(page, "Complete", 180);

        Assert.All(rows, page => Assert.Equal(["1", "1", "", "", "en"], new[] { "Progress", "Attempts", "Place", "ETA", "Language" }.Select(c => world.Column(page, c))));
        Assert.All(rows, page => Assert.NotEqual("", world.Column(page, "Since")));
        Assert.Contains(Patches(world, "Place"), value => (double?)value!["number"] is 1 or 2);
        Assert.Contains(Patches(world, "Progress"), value => (double?)value!["number"] is > 0 and < 1);
        Assert.Contains(Patches(world, "ETA"), value => value!["date"] is not null);
    }

    private static IEnumerable<JsonNode?> Patches(World world, string column) => world.Sandbox.Journal.Entries
        .Where(e => e.Method == "PATCH" && e.Target.StartsWith("/v1/pages/", StringComparison.Ordinal))
        .Select(e => JsonNode.Parse(e.Body)!["properties"]![column]).Where(value => value is not null);

    private static async Task Change(World world, Action<JsonNode> change)
    {
        var file = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(world.Home, "channels.json")))!;
        change(file["channels"]![World.Channel]!);
        await File.WriteAllTextAsync(Path.Combine(world.Home, "channels.json"), file.ToJsonString());
    }
}
