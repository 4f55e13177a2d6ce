using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Sandbox.Notion;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.EndToEnd;

/// <summary>The seven channels of config/channels.example.json over databases in the shape that teams have (webhook-and-channels.md §2).</summary>
public sealed class ChannelTests
{
    private static readonly string[] Making = ["market-outlook", "market-analysis-streams", "education", "mhc-recordings"];

    [Fact]
    public async Task Every_channel_of_the_example_works_with_ids_alone()
    {
        await using var world = await World.Create();
        var videos = world.Sandbox.Notion.AddDatabase("Videos database", NotionSeed.Columns().Select(NotionSeed.StatusColumn, "complete|green", "Error|red"));
        var uploads = world.Sandbox.Notion.AddDatabase("Drive uploads", NotionSeed.Columns().Select(NotionSeed.StatusColumn, "Success|green", "Error|red"));
        var origins = world.Sandbox.Notion.AddDatabase("Streams", new NotionSchema().Add("Name", "title").Add("URL", "url").Add("Transcript", "url").Select("Status", "Live"));
        await PutIds(world, videos, uploads, origins);
        await using var worker = await world.StartFastWorker("--Worker:MaxVideos=4");
        using var http = new HttpClient { BaseAddress = worker.Address };

        var row = world.AddRow("", "Processing");
        var audit = await Post(http, new { video_url = world.Media("page/jfk"), notion_page_id = row, channel_name = "audit-process" });
        var rows = Making.ToDictionary(c => c, _ => world.Sandbox.Notion.AddPage(origins.DataSourceId, new Dictionary<string, string?> { ["Status"] = "Live" }));
        var made = new List<(string Channel, string Task)>();
        foreach (var (channel, origin) in rows)
            made.Add((channel, await Post(http, new { video_url = world.Media("page/jfk"), notion_page_id = origin, channel_name = channel })));
        var file = await Upload(world, "[history, radio] Inaugural address.mp4");
        var drive = await Post(http, new { drive_file_id = file, file_name = "[history, radio] Inaugural address.mp4" });
        var dead = await Post(http, new { drive_file_id = "no-such-file", file_name = "gone.mp4", channel_name = "drive-uploads-skip" });

        Assert.Equal("SUCCESS", (await Ended(world, http, audit)).Status);
        Assert.Equal("Complete", world.Word(row));
        foreach (var (channel, task) in made)
        {
            var page = await MadePage(world, http, task, "Videos database");
            Assert.Equal(["complete", "Ask not what your country can do for you", channel], Cells(world, page, NotionSeed.StatusColumn, "Name", "Discord Channel"));
            Assert.EndsWith(Bare(page), world.Column(rows[channel], "Transcript"), StringComparison.Ordinal);
            Assert.Equal("Live", world.Column(rows[channel], "Status"));
            Assert.Contains("Transcript · ", world.Sandbox.Notion.PageBodyText(page), StringComparison.Ordinal);
        }

        Assert.Equal(["Success", "Inaugural address", ""], Cells(world, await MadePage(world, http, drive, "Drive uploads"), NotionSeed.StatusColumn, "Name", "ProcessErrors"));
        Assert.Equal("FAILURE", (await Ended(world, http, dead)).Status);
        await Eventually.True(() => world.Sandbox.Notion.Rows(uploads.DataSourceId).Count == 2, TimeSpan.FromSeconds(30), () => "the page with the error\n" + world.Logs());
        var error = world.Sandbox.Notion.Rows(uploads.DataSourceId).Single(page => world.Column(page, "Name") == "gone");
        Assert.Equal("Error", world.Column(error, NotionSeed.StatusColumn));
        Assert.NotEqual("", world.Column(error, "ProcessErrors"));
        Assert.Equal(4, world.Sandbox.Notion.Rows(videos.DataSourceId).Count);
    }

    private static IEnumerable<string> Cells(World world, string page, params string[] columns) => columns.Select(column => world.Column(page, column));

    private static string Bare(string page) => page.Replace("-", "", StringComparison.Ordinal);

    private static async Task PutIds(World world, NotionDatabase videos, NotionDatabase uploads, NotionDatabase origins)
    {
        var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        var file = JsonNode.Parse(RepositoryRoot.Read("config/channels.example.json"), null, options)!;
        foreach (var (name, channel) in file["channels"]!.AsObject())
        {
            channel!["database"] = name == "audit-process" ? NotionSeed.DatabaseId : name.StartsWith("drive", StringComparison.Ordinal) ? uploads.DatabaseId : videos.DatabaseId;
            if (channel["origin"] is { } origin) origin["database"] = origins.DatabaseId;
        }

        await File.WriteAllTextAsync(Path.Combine(world.Home, "channels.json"), file.ToJsonString());
    }

    private static async Task<string> Upload(World world, string name)
    {
        await using var content = File.OpenRead(await world.Sandbox.Media.PrepareAsync("jfk.mp4"));
        return (await world.Sandbox.Drive.AddFileAsync(name, "video/mp4", content)).Id;
    }

    private static async Task<string> Post(HttpClient http, object body)
    {
        using var answer = await http.PostAsJsonAsync("webhook/process-video", body, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        return (string)JsonNode.Parse(text)!["task_id"]!;
    }

    private static async Task<string> MadePage(World world, HttpClient http, string task, string database)
    {
        var (status, result) = await Ended(world, http, task);
        Assert.True(status == "SUCCESS", $"{result}\n{world.Logs()}");
        Assert.Equal(database, (string)result["result"]!["database_name"]!);
        return Guid.Parse(((string)result["result"]!["notion_page_url"]!)[^32..]).ToString();
    }

    private static async Task<(string Status, JsonNode Answer)> Ended(World world, HttpClient http, string task)
    {
        JsonNode? answer = null;
        await Eventually.True(
            async () =>
            {
                answer = JsonNode.Parse(await http.GetStringAsync("task/" + task, TestContext.Current.CancellationToken));
                return (string)answer!["status"]! is "SUCCESS" or "FAILURE";
            },
            TimeSpan.FromSeconds(240), () => $"the task to end: {answer}\n{world.Logs()}");
        return ((string)answer!["status"]!, answer);
    }
}
