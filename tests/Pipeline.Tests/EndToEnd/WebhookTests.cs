using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.EndToEnd;

/// <summary>The contract that flows in the field rely on, to the letter, against the running program.</summary>
public sealed class WebhookTests(WebhookTests.Fixture fixture) : IClassFixture<WebhookTests.Fixture>
{
    private const string Page = "5eed0000-0000-4000-8000-000000000002";

    [Theory]
    [InlineData("video_url", "notion_page_id", "channel_name")]
    [InlineData("youtube_url", "discord_entry_id", "channel")]
    public async Task New_and_old_field_names_queue_a_video(string url, string page, string channel)
    {
        var id = Guid.NewGuid().ToString();
        var answer = await Json(await Post(new() { [url] = "https://www.youtube.com/watch?v=abc", [page] = id, [channel] = World.Channel }));
        Assert.Equal("queued", answer.GetProperty("status").GetString());
        Assert.Equal("YouTube video queued for processing", answer.GetProperty("message").GetString());
        Assert.True(Guid.TryParse(answer.GetProperty("task_id").GetString(), out _));
        Assert.Equal(TimeSpan.Zero, answer.GetProperty("timestamp").GetDateTimeOffset().Offset);
        var data = answer.GetProperty("data");
        Assert.Equal(["channel", "notion_page_id", "source", "video_url"], data.EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal("YouTube", data.GetProperty("source").GetString());
        Assert.Equal(id, data.GetProperty("notion_page_id").GetString());
    }

    [Fact]
    public async Task A_Drive_file_and_a_web_page_are_named_as_such()
    {
        var drive = await Json(await Post(new() { ["drive_file_id"] = "1AbC", ["file_name"] = "[a, b] talk.mp4", ["channel_name"] = World.Channel }));
        Assert.Equal("Drive video queued for processing", drive.GetProperty("message").GetString());
        Assert.Equal(["channel", "drive_file_id", "file_name", "source"], drive.GetProperty("data").EnumerateObject().Select(p => p.Name).Order());
        var web = await Json(await Post(Good("https://example.com/talk")));
        Assert.Equal("Web video queued for processing", web.GetProperty("message").GetString());
        Assert.Equal("Web", web.GetProperty("data").GetProperty("source").GetString());
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized, "Missing authentication header: X-Webhook-Secret")]
    [InlineData("wrong", HttpStatusCode.Forbidden, "Invalid webhook secret")]
    public async Task The_secret_is_asked_for(string? secret, HttpStatusCode status, string detail)
    {
        using var response = await Post(Good("https://youtu.be/abc"), secret);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(detail, (await Json(response, status)).GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("channel_name", "no-such-channel", "value_error")]
    [InlineData("channel_name", null, "missing")]
    [InlineData("video_url", null, "missing")]
    [InlineData("video_url", "ftp://example.com/x", "value_error")]
    [InlineData("video_url", "https://a:b@example.com/x", "value_error")]
    [InlineData("video_url", "https://discord.com/channels/1/2/3", "value_error")]
    [InlineData("notion_page_id", null, "missing")]
    [InlineData("notion_page_id", "xyz", "value_error")]
    [InlineData("callback_url", "https://n8n.example.com/x", "not_supported")]
    [InlineData("force", "true", "not_supported")]
    [InlineData("priority", "urgent", "value_error")]
    public async Task What_is_wrong_is_refused_with_its_field(string field, string? value, string type)
    {
        var body = Good("https://youtu.be/abc");
        if (value is null) body.Remove(field);
        else body[field] = value;
        using var response = await Post(body);
        var detail = (await Json(response, HttpStatusCode.UnprocessableEntity)).GetProperty("detail");
        var problem = Assert.Single(detail.EnumerateArray());
        Assert.Equal(["body", field], problem.GetProperty("loc").EnumerateArray().Select(x => x.GetString()));
        Assert.Equal(type, problem.GetProperty("type").GetString());
        Assert.NotEqual("", problem.GetProperty("msg").GetString());
    }

    [Theory]
    [InlineData("{\"video_url\": ")]
    [InlineData("")]
    [InlineData("[1, 2]")]
    [InlineData("\"text\"")]
    public async Task Bad_JSON_is_422_never_500(string body)
    {
        using var response = await Send(new StringContent(body, Encoding.UTF8, "application/json"), Fixture.Secret);
        Assert.Equal("body", (await Json(response, HttpStatusCode.UnprocessableEntity)).GetProperty("detail")[0].GetProperty("loc")[0].GetString());
    }

    /// <summary>JSON may hold half a character; a text cannot.</summary>
    [Theory]
    [InlineData("video_url")]
    [InlineData("notion_page_id")]
    [InlineData("channel_name")]
    [InlineData("priority")]
    public async Task Half_a_character_is_422_never_500(string field)
    {
        using var response = await Send(new StringContent($"{{\"{field}\": \"x\\ud83d\"}}", Encoding.UTF8, "application/json"), Fixture.Secret);
        var detail = (await Json(response, HttpStatusCode.UnprocessableEntity)).GetProperty("detail").EnumerateArray();
        Assert.Single(detail, p => p.GetProperty("loc")[1].GetString() == field);
    }

    [Fact]
    public async Task All_mistakes_are_named_at_once()
    {
        using var response = await Post(new() { ["video_url"] = "x", ["channel_name"] = "y" });
        var fields = (await Json(response, HttpStatusCode.UnprocessableEntity)).GetProperty("detail").EnumerateArray().Select(p => p.GetProperty("loc")[1].GetString());
        Assert.Equal(["channel_name", "notion_page_id", "video_url"], fields.Order());
    }

    [Fact]
    public async Task A_repeated_request_with_the_same_key_is_the_same_task()
    {
        var first = await Json(await Post(Good("https://youtu.be/abc", Page), Fixture.Secret, "exec-1-0"));
        var again = await Json(await Post(Good("https://youtu.be/abc", Page), Fixture.Secret, "exec-1-0"));
        Assert.Equal(first.GetProperty("task_id").GetString(), again.GetProperty("task_id").GetString());
        using var other = await Post(Good("https://youtu.be/xyz", Page), Fixture.Secret, "exec-1-0");
        var problem = Assert.Single((await Json(other, HttpStatusCode.UnprocessableEntity)).GetProperty("detail").EnumerateArray());
        Assert.Contains(first.GetProperty("task_id").GetString()!, problem.GetProperty("msg").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_task_is_pending_as_it_always_was()
    {
        var answer = await fixture.Http.GetFromJsonAsync<JsonElement>("task/no-such-id", TestContext.Current.CancellationToken);
        Assert.Equal("PENDING", answer.GetProperty("status").GetString());
        Assert.Equal("Task pending or does not exist", answer.GetProperty("message").GetString());
        Assert.Equal("no-such-id", answer.GetProperty("task_id").GetString());
    }

    [Fact]
    public async Task A_video_goes_through_STARTED_to_SUCCESS_with_its_result()
    {
        var page = fixture.World.AddRow("", "Processing");
        var queued = await Json(await Post(Good(fixture.World.Media("page/jfk").ToString(), page)));
        var id = queued.GetProperty("task_id").GetString();
        var answer = await Ended(id);
        Assert.Equal("SUCCESS", answer.GetProperty("status").GetString());
        Assert.Equal("Task completed successfully", answer.GetProperty("message").GetString());
        var result = answer.GetProperty("result");
        Assert.Equal("success", result.GetProperty("status").GetString());
        Assert.Equal("Ask not what your country can do for you", result.GetProperty("video_title").GetString());
        // Which of the two it is depends on how fast so short a clip comes.
        Assert.Contains(result.GetProperty("processing_mode").GetString(), (string[])["streaming", "fallback"]);
        Assert.Equal(1, result.GetProperty("chunks_processed").GetInt32());
        Assert.True(result.GetProperty("transcription_length").GetInt32() > 0);
        Assert.Contains(page.Replace("-", "", StringComparison.Ordinal), result.GetProperty("notion_page_url").GetString(), StringComparison.Ordinal);
        Assert.NotNull(result.GetProperty("drive_folder_url").GetString());
        Assert.Equal("Complete", fixture.World.Word(page));
    }

    [Fact]
    public async Task A_dead_link_becomes_FAILURE_with_the_reason()
    {
        var queued = await Json(await Post(Good(fixture.World.Media("file/jfk.mp4?status=404").ToString(), fixture.World.AddRow("", "Processing"))));
        var answer = await Ended(queued.GetProperty("task_id").GetString());
        Assert.Equal("FAILURE", answer.GetProperty("status").GetString());
        Assert.Contains("404", answer.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_and_root_answer()
    {
        var health = await fixture.Http.GetFromJsonAsync<JsonElement>("health", TestContext.Current.CancellationToken);
        Assert.Equal("healthy", health.GetProperty("status").GetString());
        var root = await fixture.Http.GetFromJsonAsync<JsonElement>("", TestContext.Current.CancellationToken);
        Assert.Equal(["service", "status", "timestamp", "version"], root.EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal("running", root.GetProperty("status").GetString());
    }

    private static Dictionary<string, string> Good(string url, string? page = null) =>
        new() { ["video_url"] = url, ["notion_page_id"] = page ?? Guid.NewGuid().ToString(), ["channel_name"] = World.Channel };

    private static async Task<JsonElement> Json(HttpResponseMessage response, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == expected, $"{(int)response.StatusCode}: {text}");
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private Task<HttpResponseMessage> Post(Dictionary<string, string> body, string? secret = Fixture.Secret, string? key = null) => Send(JsonContent.Create(body), secret, key);

    private async Task<HttpResponseMessage> Send(HttpContent content, string? secret, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "webhook/process-video") { Content = content };
        if (secret is not null) request.Headers.Add("X-Webhook-Secret", secret);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await fixture.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task<JsonElement> Ended(string? id)
    {
        JsonElement answer = default;
        await Eventually.True(
            async () =>
            {
                answer = await fixture.Http.GetFromJsonAsync<JsonElement>("task/" + id, TestContext.Current.CancellationToken);
                return answer.GetProperty("status").GetString() is "SUCCESS" or "FAILURE";
            },
            TimeSpan.FromSeconds(120), () => $"the task to end: {answer}\n{fixture.World.Logs()}");
        return answer;
    }

    /// <summary>One worker for all of these.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        internal const string Secret = "a-long-random-secret";

        internal World World { get; private set; } = null!;

        internal HttpClient Http { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            World = await World.Create();
            World.Environment["PIPELINE_API__WEBHOOKSECRET"] = Secret;
            var worker = await World.StartFastWorker("--Polling:Enabled=false");
            Http = new HttpClient { BaseAddress = worker.Address };
        }

        public async ValueTask DisposeAsync()
        {
            Http.Dispose();
            await World.DisposeAsync();
        }
    }
}
