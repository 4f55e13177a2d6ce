using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Pipeline.Sandbox;
using Pipeline.Sandbox.Notion;

namespace Pipeline.Tests.Sandbox;

/// <summary>The Sandbox against Notion's own OpenAPI document (tests/assets/contracts), and its seed and controls.</summary>
public sealed class NotionRoutesTests
{
    // What the document has and Pipeline does not call.
    private static readonly string[] NotCalled =
    [
        "GET /v1/users", "GET /v1/users/{user_id}", "POST /v1/pages/{page_id}/move", "GET /v1/pages/{page_id}/markdown",
        "PATCH /v1/pages/{page_id}/markdown", "GET /v1/data_sources/{data_source_id}/templates",
    ];

    [Fact]
    public async Task Every_operation_of_the_open_api_document_that_the_product_calls_is_served()
    {
        await using var sandbox = await SandboxServer.StartAsync(ct: TestContext.Current.CancellationToken);
        var paths = JsonNode.Parse(await File.ReadAllTextAsync(Document(), TestContext.Current.CancellationToken))!["paths"]!.AsObject();
        var operations = paths.SelectMany(path => path.Value!.AsObject()
            .Where(verb => verb.Key is "get" or "post" or "patch" or "delete")
            .Select(verb => $"{verb.Key.ToUpperInvariant()} {path.Key}")).ToList();
        Assert.Equal(24, operations.Count);
        Assert.Empty(operations.Except(NotCalled).Except(sandbox.Routes));
        Assert.Empty(NotCalled.Except(operations));
    }

    [Fact]
    public async Task The_seed_has_three_rows_without_status_whose_links_lead_to_the_sandbox()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Seed = true }, TestContext.Current.CancellationToken);
        Assert.Equal([NotionSeed.TalkRow, NotionSeed.SpeechRow, NotionSeed.SilenceRow], sandbox.Notion.Rows(NotionSeed.DataSourceId));
        Assert.Equal($"{sandbox.BaseAddress}media/page/jfk", sandbox.Notion.GetText(NotionSeed.SpeechRow, "Video Link"));
        Assert.Equal("", sandbox.Notion.GetText(NotionSeed.TalkRow, NotionSeed.StatusColumn));
    }

    [Fact]
    public async Task A_row_added_over_http_shows_on_the_board_with_its_history_and_text()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Seed = true }, ct);
        using var http = new HttpClient { BaseAddress = sandbox.BaseAddress };
        using var row = new StringContent("""{"url":"https://e.com/<v>","name":"<b>New</b>","status":"Queued"}""");
        var added = JsonNode.Parse(await (await http.PostAsync("_admin/notion/rows", row, ct)).Content.ReadAsStringAsync(ct))!;
        var id = (string)added["id"]!;
        var history = JsonNode.Parse(await http.GetStringAsync($"_admin/notion/status-history?page={id}", ct))!;
        Assert.Equal("Queued", (string?)history[0]!["word"]);
        var table = JsonNode.Parse(await http.GetStringAsync("_admin/board.json", ct))!["tables"]![0]!;
        Assert.Equal("<b>New</b>", (string?)table["rows"]![3]!["cells"]![0]!["text"]);
        Assert.Equal("", await http.GetStringAsync($"_admin/notion/page/{id}/text", ct));
        Assert.Contains("<table", await http.GetStringAsync("", ct), StringComparison.Ordinal);
    }

    private static string Document([CallerFilePath] string thisFile = "") =>
        Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "assets", "contracts", "notion-openapi.json");
}
