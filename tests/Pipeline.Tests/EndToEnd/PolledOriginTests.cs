using Pipeline.Sandbox.Notion;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.EndToEnd;

/// <summary>create_new_page without a webhook: rows with a video and no page yet are found by looking.</summary>
public sealed class PolledOriginTests
{
    private const string Making = "streams";

    [Fact]
    public async Task A_row_found_by_looking_gets_one_page_and_its_link_also_over_two_crashes_and_nothing_else_changes()
    {
        await using var world = await World.Create();
        var origins = world.Sandbox.Notion.AddDatabase("Streams", Streams());
        var others = world.Sandbox.Notion.AddDatabase("Other streams", Streams());
        var made = world.Sandbox.Notion.AddDatabase("Videos made", NotionSeed.Columns());
        world.AddMakingChannel(Making, origins, made);
        var webhookOnly = world.Sandbox.Notion.AddDatabase("Other videos", NotionSeed.Columns());
        world.AddMakingChannel("others", others, webhookOnly, polled: false);

        world.Settings.Add("--Board:SettleSeconds=0.2");
        var link = world.Media("page/jfk").ToString();
        var row = Add(world, origins, link, null);
        string[] bystanders = [Add(world, origins, null, null), Add(world, origins, link, "https://www.notion.so/made-by-hand"), Add(world, others, link, null), world.AddRow(link, "Error")];
        var before = bystanders.Select(page => world.Sandbox.Notion.GetPage(page).ToJsonString()).ToList();

        // The page is there, and the worker dies before it knows.
        var created = world.Sandbox.Faults.HoldAfter("POST", "/v1/pages$");
        var first = await world.StartFastWorker();
        await Reached(world, created);
        await first.Kill();
        created.Release();

        // Its link is in the row, and the next one dies before it knows.
        var linked = world.Sandbox.Faults.HoldAfter("PATCH", "/v1/pages/" + row);
        var second = await world.StartFastWorker();
        await Reached(world, linked);
        await second.Kill();
        linked.Release();

        await using var third = await world.StartFastWorker();
        await world.UntilAllSent();
        var looks = Looks(world, origins);
        await Eventually.True(() => Looks(world, origins) >= looks + 3, TimeSpan.FromSeconds(30), () => "three more looks\n" + world.Logs());

        var page = Assert.Single(world.Sandbox.Notion.Rows(made.DataSourceId));
        Assert.Equal(["Complete", "Ask not what your country can do for you"], [world.Word(page), world.Column(page, "Name")]);
        Assert.Single(world.Sandbox.Notion.Blocks(page), block => block.Text.StartsWith("Transcript · ", StringComparison.Ordinal));
        Assert.Equal("https://www.notion.so/" + page.Replace("-", "", StringComparison.Ordinal), world.Column(row, "Page"));
        Assert.Equal("Live", world.Column(row, "Status"));
        Assert.Equal(1, await Books.Scalar(world.Data, "select count(*) from jobs"));
        Assert.Equal(before, bystanders.Select(id => world.Sandbox.Notion.GetPage(id).ToJsonString()));
        Assert.Empty(world.Sandbox.Notion.Rows(webhookOnly.DataSourceId));
    }

    private static NotionSchema Streams() =>
        new NotionSchema().Add("Name", "title").Add("URL", "url").Add("Page", "url").Add("Transcript", "rich_text").Select("Status", "Live");

    private static string Add(World world, NotionDatabase origins, string? link, string? page) => world.Sandbox.Notion.AddPage(
        origins.DataSourceId, new Dictionary<string, string?> { ["Name"] = "A stream", ["URL"] = link, ["Page"] = page, ["Status"] = "Live" });

    private static Task Reached(World world, Pipeline.Sandbox.Faults.Fault fault) =>
        Eventually.True(() => fault.Reached.IsCompleted, TimeSpan.FromSeconds(90), () => "the call that is held\n" + world.Logs());

    private static int Looks(World world, NotionDatabase table) =>
        world.Sandbox.Journal.Entries.Count(e => e.Target.Contains(table.DataSourceId + "/query", StringComparison.Ordinal));
}
