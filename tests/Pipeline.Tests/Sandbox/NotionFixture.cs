using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Sandbox;
using Pipeline.Sandbox.Notion;

namespace Pipeline.Tests.Sandbox;

/// <summary>A Sandbox with one table of every column kind, and an HTTP client with token and version.</summary>
public sealed class NotionFixture : IAsyncLifetime
{
    public SandboxServer Server { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public NotionDatabase Table { get; private set; } = null!;

    public NotionSteppedTime Time { get; } = new();

    public NotionWorkspace Notion => Server.Notion;

    public async ValueTask InitializeAsync()
    {
        Server = await SandboxServer.StartAsync(new SandboxOptions { Time = Time });
        Http = new HttpClient { BaseAddress = Server.BaseAddress };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "ntn_sandbox");
        Http.DefaultRequestHeaders.Add("Notion-Version", "2026-03-11");
        Table = Notion.AddDatabase("Everything", new NotionSchema()
            .Add("Name", "title").Add("Text", "rich_text").Add("Count", "number").Select("Choice", "Queued|gray", "Done|green")
            .Status("Status", "Not started", "Done").Add("Tags", "multi_select").Add("Link", "url").Add("Ready", "checkbox")
            .Add("Date", "date").Add("Files", "files").Add("People", "people").Add("Created", "created_time"));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }

    public string AddRow(string name = "row", params (string Column, string? Value)[] values)
    {
        var cells = values.ToDictionary(cell => cell.Column, cell => cell.Value);
        cells["Name"] = name;
        return Notion.AddPage(Table.DataSourceId, cells);
    }

    /// <summary>Sends and gives the answer's status and body.</summary>
    public async Task<(int Status, JsonNode Body)> SendAsync(string method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!);
    }

    public async Task<JsonNode> OkAsync(string method, string path, string? json = null)
    {
        var (status, body) = await SendAsync(method, path, json);
        Assert.True(status == 200, $"{method} {path} answered {status}: {body["message"]}");
        return body;
    }

    /// <summary>Expects a refusal and gives its code and message.</summary>
    public async Task<(int Status, string Code, string Message)> RefusedAsync(string method, string path, string? json = null)
    {
        var (status, body) = await SendAsync(method, path, json);
        Assert.Equal("error", (string?)body["object"]);
        Assert.Equal(status, (int)body["status"]!);
        return (status, (string)body["code"]!, (string)body["message"]!);
    }

    public Task<JsonNode> PatchAsync(string page, string properties) => OkAsync("PATCH", $"v1/pages/{page}", $$"""{"properties":{{properties}}}""");

    public Task<(int Status, string Code, string Message)> PatchRefusedAsync(string page, string properties) =>
        RefusedAsync("PATCH", $"v1/pages/{page}", $$"""{"properties":{{properties}}}""");

    public async Task<string[]> QueryAsync(string filter)
    {
        var answer = await OkAsync("POST", $"v1/data_sources/{Table.DataSourceId}/query", $$"""{"filter":{{filter}}}""");
        return [.. answer["results"]!.AsArray().Select(row => (string)row!["properties"]!["Name"]!["title"]![0]!["plain_text"]!)];
    }
}
