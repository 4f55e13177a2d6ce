using System.Net;
using System.Text.Json.Nodes;
using Pipeline.Sandbox;

namespace Pipeline.Tests.Sandbox;

/// <summary>What every Notion request passes: token, version, address, JSON, capability, pace.</summary>
public sealed class NotionDoorTests(NotionFixture notion) : IClassFixture<NotionFixture>
{
    [Fact]
    public async Task A_wrong_token_is_unauthorized()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "v1/users/me");
        request.Headers.Authorization = new("Bearer", "ntn_other");
        using var response = await notion.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("API token is invalid.", (string?)body["message"]);
        Assert.True(response.Headers.Contains("x-notion-request-id"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2026-04-01")]
    public async Task A_version_that_does_not_exist_is_missing_version(string? version)
    {
        using var client = new HttpClient { BaseAddress = notion.Server.BaseAddress };
        client.DefaultRequestHeaders.Add("Authorization", "Bearer ntn_sandbox");
        if (version is not null)
        {
            client.DefaultRequestHeaders.Add("Notion-Version", version);
        }

        using var response = await client.GetAsync("v1/users/me", TestContext.Current.CancellationToken);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal((HttpStatusCode.BadRequest, "missing_version"), (response.StatusCode, (string?)body["code"]));
    }

    [Fact]
    public async Task An_unknown_address_is_an_invalid_request_url() =>
        Assert.Equal((400, "invalid_request_url", "Invalid request URL."), await notion.RefusedAsync("POST", "v1/webhooks", "{}"));

    [Fact]
    public async Task Broken_json_is_invalid_json() =>
        Assert.Equal((400, "invalid_json", "Error parsing JSON body."), await notion.RefusedAsync("POST", "v1/search", "{\"query\":"));

    [Fact]
    public async Task A_text_cut_in_the_middle_of_a_character_is_invalid_json() =>
        Assert.Equal("invalid_json", (await notion.RefusedAsync("POST", "v1/search", """{"query":"\ud83d"}""")).Code);

    [Fact]
    public async Task An_id_that_is_no_uuid_is_refused_and_ids_go_without_dashes()
    {
        var row = notion.AddRow();
        var refused = await notion.RefusedAsync("GET", "v1/pages/12");
        Assert.Equal("path failed validation: path.page_id should be a valid uuid, instead was `\"12\"`.", refused.Message);
        Assert.Equal(row, (string?)(await notion.OkAsync("GET", $"v1/pages/{row.Replace("-", "", StringComparison.Ordinal)}"))["id"]);
    }

    [Fact]
    public async Task A_missing_capability_is_restricted()
    {
        await using var sandbox = await SandboxServer.StartAsync(ct: TestContext.Current.CancellationToken);
        sandbox.Notion.Capabilities.ReadComments = false;
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(sandbox.BaseAddress, "v1/comments?block_id=x"));
        request.Headers.Add("Authorization", "Bearer ntn_sandbox");
        request.Headers.Add("Notion-Version", "2026-03-11");
        using var response = await notion.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("\"restricted_resource\",\"message\":\"Insufficient permissions for this endpoint.\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Above_the_pace_comes_429_with_whole_seconds_to_wait()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Time = notion.Time }, TestContext.Current.CancellationToken);
        (sandbox.Notion.RequestsPerSecond, sandbox.Notion.RetryAfter) = (2, 7);
        var statuses = new List<int>();
        string? pause = null;
        for (var i = 0; i < 3; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(sandbox.BaseAddress, "v1/users/me"));
            request.Headers.Add("Authorization", "Bearer ntn_sandbox");
            request.Headers.Add("Notion-Version", "2026-03-11");
            using var response = await notion.Http.SendAsync(request, TestContext.Current.CancellationToken);
            statuses.Add((int)response.StatusCode);
            pause = response.Headers.TryGetValues("Retry-After", out var values) ? values.Single() : null;
        }

        Assert.Equal([200, 200, 429], statuses);
        Assert.Equal("7", pause);
    }

    [Fact]
    public async Task An_unshared_database_and_all_in_it_cannot_be_found()
    {
        var hidden = notion.Notion.AddDatabase("Hidden", new Pipeline.Sandbox.Notion.NotionSchema().Add("Name", "title"));
        var row = notion.Notion.AddPage(hidden.DataSourceId, new Dictionary<string, string?> { ["Name"] = "x" });
        notion.Notion.Share(hidden.DatabaseId, false);
        Assert.Equal(404, (await notion.RefusedAsync("GET", $"v1/databases/{hidden.DatabaseId}")).Status);
        Assert.Equal(404, (await notion.RefusedAsync("GET", $"v1/data_sources/{hidden.DataSourceId}")).Status);
        Assert.Equal(
            (404, "object_not_found", $"Could not find page with ID: {row}. Make sure the relevant pages and databases are shared with your integration \"Sandbox\"."),
            await notion.RefusedAsync("PATCH", $"v1/pages/{row}", "{}"));
    }

    [Fact]
    public async Task A_database_id_is_no_data_source_id() =>
        Assert.Equal("object_not_found", (await notion.RefusedAsync("POST", $"v1/data_sources/{notion.Table.DatabaseId}/query", "{}")).Code);

    [Fact]
    public async Task An_old_version_cannot_read_a_database_with_two_data_sources()
    {
        var database = notion.Notion.AddDatabase("Two", new Pipeline.Sandbox.Notion.NotionSchema().Add("Name", "title"));
        notion.Notion.AddDataSource(database.DatabaseId, "Second", new Pipeline.Sandbox.Notion.NotionSchema().Add("Name", "title"));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"v1/databases/{database.DatabaseId}");
        request.Headers.Add("Notion-Version", "2022-06-28");
        using var response = await notion.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal("Databases with multiple data sources are not supported in this API version.", (string?)body["message"]);
        Assert.Equal("2025-09-03", (string?)body["additional_data"]!["minimum_api_version"]);
    }
}
