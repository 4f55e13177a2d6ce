using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Pipeline.Core.Board;
using Pipeline.Sandbox.Faults;
using Pipeline.Tests.Support;
using NotionSchema = Pipeline.Sandbox.Notion.NotionSchema;

namespace Pipeline.Tests.Notion;

/// <summary>People change columns, tokens and limits while the worker runs.</summary>
public sealed class ChangedTableTests : IAsyncLifetime
{
    private readonly BoardFixture _board = new();

    public ValueTask InitializeAsync() => _board.InitializeAsync();

    public ValueTask DisposeAsync() => _board.DisposeAsync();

    [Fact]
    public async Task A_renamed_column_is_still_written_and_the_log_says_how_it_is_called_now()
    {
        var page = _board.AddRow();
        await _board.SendStatus(page, "Processing");
        await Change("""{"properties":{"Status":{"name":"Where it is"}}}""");

        Assert.IsType<BoardOutcome.Sent>(await _board.SendStatus(page, "Complete"));

        Assert.Equal("Complete", _board.Notion.GetText(page, "Where it is"));
        Assert.Contains(_board.Log.All, line => line.Contains("\"Status\" is called \"Where it is\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rows_are_still_found_by_a_renamed_trigger_column()
    {
        _board.AddRow(("Status", "Queued"), ("Link", "https://a.example/v"));
        await Find();
        await Change("""{"properties":{"Status":{"name":"Where it is"}}}""");

        Assert.Single(await Find());
    }

    [Fact]
    public async Task A_column_added_later_is_written_without_a_restart()
    {
        var page = _board.AddRow();
        var channel = _board.Channel(null, ("status", "Status"), ("eta", "Ready at"));
        _board.Restart("ntn_sandbox", ("Notion:SchemaMaxAgeMinutes", "0.1"));
        await _board.SendValues(channel, page, ("eta", new BoardValue.Text("12:30")));
        await Change("""{"properties":{"Ready at":{"rich_text":{}}}}""");

        await Eventually.True(
            async () =>
            {
                await _board.SendValues(channel, page, ("eta", new BoardValue.Text("12:30")));
                return _board.Notion.GetText(page, "Ready at") == "12:30";
            },
            TimeSpan.FromSeconds(20),
            () => "the new column");
    }

    [Fact]
    public async Task A_status_option_that_is_missing_holds_back_only_the_word_and_names_option_and_click()
    {
        var page = _board.AddRow();
        var channel = _board.Channel(null, ("status", "State"), ("process_errors", "Errors"));

        var outcome = await _board.SendValues(channel, page, ("status", new BoardValue.Text("Downloading")), ("process_errors", new BoardValue.Text("text")));

        var partly = Assert.IsType<BoardOutcome.Partly>(outcome);
        var reason = Assert.Single(partly.Reasons, r => r.Key == "status").Value;
        Assert.Contains("\"State\" has no option \"Downloading\"", reason, StringComparison.Ordinal);
        Assert.Contains("Edit property", reason, StringComparison.Ordinal);
        Assert.Equal("text", _board.Notion.GetText(page, "Errors"));
    }

    [Fact]
    public async Task A_status_option_that_was_removed_since_the_columns_were_read_blocks_with_its_name()
    {
        var page = _board.AddRow();
        var channel = _board.Channel(null, ("status", "State"));
        await _board.SendValues(channel, page, ("status", new BoardValue.Text("Queued")));
        using var fault = _board.Faults.Add(new FaultRule
        {
            Method = "PATCH", PathPattern = page, Kind = FaultKind.Status, StatusCode = 400,
            Body = """{"object":"error","status":400,"code":"validation_error","message":"Invalid status option. Status option \"Done\" does not exist\"."}""",
        });

        var outcome = await _board.SendValues(channel, page, ("status", new BoardValue.Text("Done")));

        Assert.Contains("Status option \"Done\" does not exist", Assert.IsType<BoardOutcome.Blocked>(outcome).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_whose_kind_changed_is_written_in_its_new_kind()
    {
        var page = _board.AddRow();
        var channel = _board.Channel(null, ("eta", "Soon"));
        await Change("""{"properties":{"Soon":{"url":{}}}}""");
        await _board.SendValues(channel, page, ("eta", new BoardValue.Text("a")));
        await Change("""{"properties":{"Soon":null}}""");
        await Change("""{"properties":{"Soon":{"rich_text":{}}}}""");

        Assert.IsType<BoardOutcome.Sent>(await _board.SendValues(channel, page, ("eta", new BoardValue.Text("b"))));

        Assert.Equal("b", _board.Notion.GetText(page, "Soon"));
    }

    [Fact]
    public async Task A_page_of_another_table_than_the_channels_is_written_by_its_own_columns()
    {
        var other = _board.Notion.AddDatabase("Other", new NotionSchema().Add("Title", "title").Add("Status", "rich_text"));
        var page = _board.Notion.AddPage(other.DataSourceId, new Dictionary<string, string?>());

        Assert.IsType<BoardOutcome.Sent>(await _board.SendStatus(page, "Processing"));

        Assert.Equal("Processing", _board.Notion.GetText(page, "Status"));
    }

    [Fact]
    public async Task A_refused_token_blocks_and_says_where_to_put_the_new_one()
    {
        _board.Restart("ntn_revoked");

        Assert.Contains("PIPELINE_NOTION__TOKEN", Assert.IsType<BoardOutcome.Blocked>(await _board.SendStatus(_board.AddRow(), "Complete")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_writes_wait_and_no_call_is_made()
    {
        _board.Restart("");

        Assert.Contains("No Notion token", Assert.IsType<BoardOutcome.Blocked>(await _board.SendStatus(_board.AddRow(), "Complete")).Reason, StringComparison.Ordinal);
        Assert.Empty(_board.Sandbox.Journal.Entries);
    }

    [Fact]
    public async Task A_limit_is_passed_on_with_its_Retry_After_and_stops_every_other_call()
    {
        var (page, other) = (_board.AddRow(), _board.AddRow());
        await _board.SendStatus(other, "Processing");
        using var fault = _board.Faults.Add(new FaultRule { Method = "PATCH", PathPattern = page, Kind = FaultKind.Status, StatusCode = 429, RetryAfter = 120 });

        var outcome = Assert.IsType<BoardOutcome.Later>(await _board.SendStatus(page, "Complete"));
        var calls = _board.Sandbox.Journal.Entries.Count;
        var refused = Assert.IsType<BoardOutcome.Later>(await _board.SendStatus(other, "Complete"));

        Assert.Equal(TimeSpan.FromSeconds(120), outcome.RetryAfter);
        Assert.Contains("Notion limits us until", refused.Reason, StringComparison.Ordinal);
        Assert.InRange(refused.RetryAfter!.Value.TotalSeconds, 100, 122);
        Assert.Equal(calls, _board.Sandbox.Journal.Entries.Count);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_in_time_postpones()
    {
        _board.Restart("ntn_sandbox", ("Notion:TimeoutSeconds", "1"));
        var page = _board.AddRow();
        using var stall = _board.Faults.HoldAt("PATCH", page);

        Assert.Contains("did not answer within 1 s", Assert.IsType<BoardOutcome.Later>(await _board.SendStatus(page, "Complete")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_storm_of_limits_is_weathered_by_calling_again()
    {
        string[] pages = [.. Enumerable.Range(0, 12).Select(_ => _board.AddRow())];
        _board.Notion.RequestsPerSecond = 5;

        foreach (var page in pages)
            while (await _board.SendStatus(page, "Complete") is not BoardOutcome.Sent)
                Assert.True(_board.Sandbox.Journal.Entries.Count < 200, "It does not get through.");

        Assert.All(pages, page => Assert.Equal("Complete", _board.Notion.GetText(page, "Status")));
    }

    private Task<IReadOnlyList<BoardRow>> Find() => _board.Find(_board.Channel());

    /// <summary>Changes the table as a person does in the column's menu.</summary>
    private async Task Change(string json)
    {
        using var http = new HttpClient { BaseAddress = _board.Sandbox.BaseAddress };
        http.DefaultRequestHeaders.Add("Authorization", "Bearer ntn_sandbox");
        http.DefaultRequestHeaders.Add("Notion-Version", "2026-03-11");
        using var answer = await http.PatchAsJsonAsync($"v1/data_sources/{_board.Table.DataSourceId}", JsonNode.Parse(json), TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
