using System.Text.Json.Nodes;
using Pipeline.Sandbox.Notion;
using Pipeline.Tests.Sandbox;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.EndToEnd;

/// <summary>Every kind of page that the whole program writes, in the hands of Notion's own client: tests/clients/notion/pages.mjs ends
/// with an error where one is not well-formed.</summary>
public sealed class ReadBackTests
{
    private const string Comments = "comments";
    private const string Making = "streams";

    [Fact]
    public async Task Notions_own_client_reads_back_every_page_that_a_run_of_the_program_wrote()
    {
        await using var world = await World.Create();
        world.EditChannel(channel => channel["processing_log"] = true); // the other channels begin as copies of this one
        var quiet = world.Sandbox.Notion.AddDatabase("With comments", NotionSeed.Columns());
        world.AddChannel(Comments, channel => (channel["database"], channel["error_details"]) = (quiet.DatabaseId, "comment"));
        var origins = world.Sandbox.Notion.AddDatabase("Streams", new NotionSchema().Add("Name", "title").Add("URL", "url").Add("Page", "url"));
        var made = world.Sandbox.Notion.AddDatabase("Made", NotionSeed.Columns());
        world.AddMakingChannel(Making, origins, made);
        world.Sandbox.Notion.SetDefaultTemplate(made.DataSourceId, "Recording", "Notes of the team");
        await using var worker = await world.StartFastWorker("--Worker:MaxVideos=4");

        var done = world.AddRow(world.Media("page/talk-en"));
        var failed = world.AddRow(world.Media("file/jfk.mp4?status=404"));
        var commented = world.Sandbox.Notion.AddPage(quiet.DataSourceId, Asking(world.Media("file/jfk.mp4?status=404").ToString()));
        var origin = world.Sandbox.Notion.AddPage(origins.DataSourceId, new Dictionary<string, string?> { ["URL"] = world.Media("page/jfk").ToString() });

        await world.UntilWord(done, "Complete");
        await Eventually.True(
            () => world.Word(failed) == "Error" && world.Word(commented) == "Error" && world.Column(origin, "Page") != "",
            TimeSpan.FromSeconds(120), () => "both failures and the page's link\n" + world.Logs());
        await world.UntilAllSent();
        var page = Assert.Single(world.Sandbox.Notion.Rows(made.DataSourceId));

        var read = await Read(world, done, failed, commented, origin, page);

        Assert.Equal([NotionSeed.DataSourceId, NotionSeed.DataSourceId, quiet.DataSourceId, origins.DataSourceId, made.DataSourceId], read.Select(p => (string)p["table"]!));
        Assert.Equal([["Processing log", "Transcript"], ["Error details", "Processing log"], ["Processing log"], [], ["Notes of the team", "Processing log", "Transcript"]], read.Select(Headings));
        Assert.Equal([0, 0, 1, 0, 0], read.Select(p => p["comments"]!.AsArray().Count));
        Assert.StartsWith("Error details", (string)read[2]["comments"]![0]!, StringComparison.Ordinal);
        var transcript = read[0]["blocks"]!.AsArray().Single(b => ((string)b!["text"]!).StartsWith("Transcript", StringComparison.Ordinal))!;
        Assert.InRange(transcript["children"]!.AsArray().Count, 4, 100);
        Assert.All(transcript["children"]!.AsArray(), passage => Assert.Matches(@"^\d+:\d\d ", (string)passage!["text"]!));
    }

    private static Dictionary<string, string?> Asking(string link) => new() { ["Video Link"] = link, [NotionSeed.StatusColumn] = "Queued" };

    private static IEnumerable<string> Headings(JsonNode page) => page["blocks"]!.AsArray().Select(b => ((string)b!["text"]!).Split(" · ")[0]).Order();

    private static async Task<IReadOnlyList<JsonNode>> Read(World world, params string[] pages) =>
        [.. (await NotionClientTests.RunAsync("pages.mjs", [world.Sandbox.BaseAddress.ToString().TrimEnd('/'), "ntn_sandbox", .. pages])).AsArray().OfType<JsonNode>()];
}
