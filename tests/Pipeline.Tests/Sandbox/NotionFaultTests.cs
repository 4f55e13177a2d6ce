using System.Net;
using System.Text;
using Pipeline.Sandbox.Faults;

namespace Pipeline.Tests.Sandbox;

/// <summary>The fault plan and the journal, tried on the Notion side.</summary>
public sealed class NotionFaultTests : IAsyncLifetime
{
    private readonly NotionFixture notion = new();
    private string row = "";

    private FaultPlan Faults => notion.Server.Faults;

    public async ValueTask InitializeAsync()
    {
        await notion.InitializeAsync();
        row = notion.AddRow("row", ("Count", "0"));
    }

    public ValueTask DisposeAsync() => notion.DisposeAsync();

    [Fact]
    public async Task A_status_is_answered_as_often_as_asked_after_the_first_were_let_through()
    {
        using var fault = Faults.Add(new FaultRule { PathPattern = "^/v1/pages/", Kind = FaultKind.Status, StatusCode = 429, RetryAfter = 3, Times = 1, Skip = 1 });
        Assert.Equal(HttpStatusCode.OK, (await SetAsync(1)).StatusCode);
        var disturbed = await SetAsync(2);
        Assert.Equal(HttpStatusCode.TooManyRequests, disturbed.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(3), disturbed.Headers.RetryAfter?.Delta);
        Assert.Contains("rate_limited", await disturbed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("1", notion.Notion.GetText(row, "Count"));
        Assert.Equal(HttpStatusCode.OK, (await SetAsync(3)).StatusCode);
        Assert.Equal(1, fault.Hits);
    }

    [Fact]
    public async Task A_502_is_a_page_of_html_without_a_request_id()
    {
        Faults.Add(new FaultRule { PathPattern = "/v1/", Kind = FaultKind.Status, StatusCode = 502 });
        var answer = await SetAsync(1);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.False(answer.Headers.Contains("x-notion-request-id"));
    }

    [Theory]
    [InlineData(FaultKind.CutBeforeCommit, "0")]
    [InlineData(FaultKind.CutAfterCommit, "1")]
    public async Task A_cut_leaves_no_answer_and_only_the_late_one_leaves_an_effect(FaultKind kind, string expected)
    {
        Faults.Add(new FaultRule { Method = "PATCH", PathPattern = "/v1/pages/", Kind = kind });
        await Assert.ThrowsAsync<HttpRequestException>(() => SetAsync(1));
        Assert.Equal(expected, notion.Notion.GetText(row, "Count"));
        var entry = notion.Server.Journal.Of("/v1/pages/").Single();
        Assert.Equal((0, kind.ToString()), (entry.Status, entry.Fault));
    }

    [Fact]
    public async Task A_503_after_the_commit_hides_that_it_was_done()
    {
        Faults.Add(new FaultRule { PathPattern = "/v1/pages/", Kind = FaultKind.StatusAfterCommit });
        var answer = await SetAsync(1);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("service_unavailable", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("1", notion.Notion.GetText(row, "Count"));
    }

    [Fact]
    public async Task A_request_held_before_takes_effect_only_when_released()
    {
        using var held = Faults.HoldAt("PATCH", "/v1/pages/", bodyPattern: "Count");
        var request = SetAsync(1);
        await held.Reached.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("0", notion.Notion.GetText(row, "Count"));
        held.Release();
        Assert.Equal(HttpStatusCode.OK, (await request).StatusCode);
        Assert.Equal("1", notion.Notion.GetText(row, "Count"));
    }

    [Fact]
    public async Task A_request_whose_client_dies_while_it_is_held_never_takes_effect()
    {
        using var held = Faults.HoldAt("PATCH", "/v1/pages/");
        using var life = new CancellationTokenSource();
        var request = SetAsync(1, life.Token);
        await held.Reached.WaitAsync(TestContext.Current.CancellationToken);
        await life.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await held.Abandoned.WaitAsync(TestContext.Current.CancellationToken);
        held.Release();
        Assert.Equal("0", notion.Notion.GetText(row, "Count"));
        Assert.Equal(0, notion.Server.Journal.Of("/v1/pages/").Single().Status);
    }

    [Fact]
    public async Task A_request_held_after_has_taken_effect_and_gets_its_answer_when_released()
    {
        using var held = Faults.HoldAfter("PATCH", "/v1/pages/");
        var request = SetAsync(1);
        await held.Reached.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("1", notion.Notion.GetText(row, "Count"));
        Assert.False(request.IsCompleted);
        held.Release();
        Assert.Contains(row, await (await request).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_are_added_listed_and_removed_over_http()
    {
        var ct = TestContext.Current.CancellationToken;
        using var rule = new StringContent("""{"pathPattern":"/v1/users","kind":"Status","statusCode":529,"retryAfter":2}""", Encoding.UTF8, "application/json");
        (await notion.Http.PostAsync("_admin/faults", rule, ct)).EnsureSuccessStatusCode();
        Assert.Equal(529, (await notion.SendAsync("GET", "v1/users/me")).Status);
        Assert.Contains("\"hits\": 1", await notion.Http.GetStringAsync("_admin/faults", ct), StringComparison.Ordinal);
        (await notion.Http.DeleteAsync("_admin/faults", ct)).EnsureSuccessStatusCode();
        Assert.Equal(200, (await notion.SendAsync("GET", "v1/users/me")).Status);
        using var wrong = new StringContent("""{"pathPattern":"(","kind":"Status"}""", Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, (await notion.Http.PostAsync("_admin/faults", wrong, ct)).StatusCode);
    }

    [Fact]
    public async Task The_journal_keeps_requests_in_order_and_never_the_token()
    {
        await SetAsync(5);
        await notion.SendAsync("GET", "v1/nothing?x=%20y");
        var entries = notion.Server.Journal.Of("/v1/");
        Assert.Equal([("PATCH", 200), ("GET", 400)], entries.Select(entry => (entry.Method, entry.Status)));
        Assert.Contains("\"number\":5", entries[0].Body, StringComparison.Ordinal);
        Assert.Equal("/v1/nothing?x=%20y", entries[1].Target);
        var shown = await notion.Http.GetStringAsync("_admin/journal?prefix=/v1/", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("ntn_sandbox", shown, StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> SetAsync(int count, CancellationToken? ct = null) => notion.Http.PatchAsync(
        $"v1/pages/{row}",
        new StringContent($$$$"""{"properties":{"Count":{"number":{{{{count}}}}}}}""", Encoding.UTF8, "application/json"),
        ct ?? TestContext.Current.CancellationToken);
}
