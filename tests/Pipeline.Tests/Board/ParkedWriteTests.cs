using Pipeline.Core.Board;
using Pipeline.Sandbox.Faults;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Board;

/// <summary>What a person must repair waits with its reason, costs hardly a call, and goes out by itself afterwards.</summary>
public sealed class ParkedWriteTests : IAsyncLifetime
{
    private readonly SenderFixture _road = new();

    public ValueTask InitializeAsync() => _road.InitializeAsync();

    public ValueTask DisposeAsync() => _road.DisposeAsync();

    [Fact]
    public async Task A_word_that_the_status_column_lacks_waits_with_its_reason_and_goes_out_when_a_person_adds_it()
    {
        var page = _road.AddRow();
        var job = await _road.AddJob(page, "state");
        await _road.PutWord(job, page, "Downloading", "state");

        await _road.Start();
        await _road.Waits(job, "has no option \"Downloading\"");
        _road.Notion.AddOption(_road.Table.DataSourceId, "State", "Downloading");
        await _road.Empty();

        Assert.Equal("Downloading", _road.Notion.GetText(page, "State"));
    }

    [Fact]
    public async Task An_unshared_database_holds_its_writes_until_it_is_shared_again()
    {
        var page = _road.AddRow();
        var job = await _road.AddJob(page);
        _road.Notion.Share(_road.Table.DatabaseId, false);
        await _road.PutWord(job, page, "Processing");

        await _road.Start();
        await _road.Waits(job, "••• → Connections");
        _road.Notion.Share(_road.Table.DatabaseId, true);
        await _road.Empty();

        Assert.Equal("Processing", _road.Notion.GetText(page, "Status"));
    }

    [Fact]
    public async Task A_page_in_the_trash_is_left_alone_and_when_it_is_restored_its_writes_go_out()
    {
        var page = _road.AddRow();
        var job = await _road.AddJob(page);
        _road.Notion.Trash(page);
        await _road.PutWord(job, page, "Complete");

        await _road.Start();
        await _road.Waits(job, "trash");
        Assert.Empty(_road.Notion.StatusHistory(page));
        _road.Notion.Restore(page);
        await _road.Empty();

        Assert.Equal("Complete", _road.Notion.GetText(page, "Status"));
    }

    [Fact]
    public async Task What_has_lain_in_the_trash_for_a_month_is_dropped_and_the_jobs_log_says_so()
    {
        var page = _road.AddRow();
        var job = await _road.AddJob(page);
        _road.Notion.Trash(page);
        await _road.PutWord(job, page, "Complete");
        await _road.Sql("update board_outbox set created_at = created_at - 31 * 86400000");

        await _road.Start();
        await _road.Empty();

        Assert.Contains(await _road.Jobs.ReadLog(job, TestContext.Current.CancellationToken), line => line.Line.Contains("trash", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_value_whose_column_is_put_right_by_nobody_is_given_up_after_a_month_but_not_the_word()
    {
        var page = _road.AddRow();
        var job = await _road.AddJob(page, "state");
        _road.Notion.ChangeColumns(_road.Table.DataSourceId, """{"Errors":{"number":{}}}""");
        await _road.Put(job, SenderFixture.Word(page, "Downloading", "state"), new BoardWrite.Values(page, "state", new Dictionary<string, BoardValue> { [FieldKey.ProcessErrors] = new BoardValue.Text("Look") }));
        await _road.Start();
        await Eventually.True(async () => await Reasons() is [var first, var second] && first != second, SenderFixture.Limit, () => "both reasons");

        await _road.Sql("update board_outbox set created_at = created_at - 31 * 86400000");
        await Eventually.True(async () => (await Reasons()).Count == 1, SenderFixture.Limit, () => "one reason left");

        Assert.Contains("has no option \"Downloading\"", Assert.Single(await Reasons()), StringComparison.Ordinal);
        Assert.Contains(_road.Log.All, line => line.Contains("have waited too long: The column \"Errors\" is of the kind number", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Writes_of_a_channel_that_is_no_longer_configured_wait_until_it_is_there_again()
    {
        var page = _road.AddRow();
        var job = await _road.AddJob(page, "later");
        await _road.PutWord(job, page, "Processing", "later");

        await _road.Start();
        await _road.Waits(job, "\"later\" is not in config/channels.json");
        await _road.Stop();
        await _road.Restart("later");
        await _road.Start();
        await _road.Empty();

        Assert.Equal("Processing", _road.Notion.GetText(page, "Status"));
    }

    [Fact]
    public async Task A_revoked_token_costs_one_call_in_a_while_and_a_new_one_in_the_settings_takes_effect_by_itself()
    {
        var pages = Enumerable.Range(0, 20).Select(_ => _road.AddRow()).ToArray();
        _road.Sandbox.Notion.Token = "ntn_new";
        var job = await _road.AddJob(pages[0]);
        foreach (var page in pages) await _road.PutWord(job, page, "Processing");

        await _road.Start();
        await _road.Waits(job, "refuses the token");
        var refused = _road.Sandbox.Journal.Entries.Count(e => e.Status == 401);
        _road.Token = "ntn_new";
        await _road.Empty();

        Assert.InRange(refused, 1, 6);
        Assert.All(pages, page => Assert.Equal("Processing", _road.Notion.GetText(page, "Status")));
    }

    [Fact]
    public async Task An_unshared_database_is_asked_for_by_one_page_not_by_each()
    {
        var pages = Enumerable.Range(0, 30).Select(_ => _road.AddRow()).ToArray();
        _road.Notion.Share(_road.Table.DatabaseId, false);
        var job = await _road.AddJob(pages[0]);
        foreach (var page in pages) await _road.PutWord(job, page, "Processing");

        await _road.Start();
        await _road.Waits(job, "••• → Connections");
        var tried = _road.Log.All.Count(line => line.Contains("waits for a person", StringComparison.Ordinal));
        _road.Notion.Share(_road.Table.DatabaseId, true);
        await _road.Empty();

        Assert.InRange(tried, 1, 12);
        Assert.All(pages, page => Assert.Equal("Processing", _road.Notion.GetText(page, "Status")));
    }

    [Fact]
    public async Task A_page_that_takes_no_more_blocks_still_gets_its_columns_and_says_where_the_text_is()
    {
        var page = _road.AddRow();
        using var wall = _road.Sandbox.Faults.Add(new FaultRule
        {
            Method = "PATCH", PathPattern = "/children", Kind = FaultKind.Status, StatusCode = 400,
            Body = """{"object":"error","status":400,"code":"validation_error","message":"This workspace has used all of its blocks."}""",
        });
        await _road.Put(await _road.AddJob(page), SenderFixture.Transcript(page, 3) with { FileUrl = "https://drive.example/f/1" }, SenderFixture.FinalWord(page, "Complete"));

        await _road.Start();
        await Eventually.True(() => _road.Notion.GetText(page, "Status") == "Complete", SenderFixture.Limit, () => "the final word");
        Assert.Contains("used all of its blocks", _road.Notion.GetText(page, "Errors"), StringComparison.Ordinal);
        Assert.EndsWith("https://drive.example/f/1", _road.Notion.GetText(page, "Errors"), StringComparison.Ordinal);
        Assert.Empty(_road.Notion.Blocks(page));

        wall.Release();
        await _road.Empty();
        Assert.Equal(3, Assert.Single(_road.Notion.Blocks(page)).Children.Count);
        Assert.Equal("", _road.Notion.GetText(page, "Errors"));
    }

    private async Task<IReadOnlyList<string>> Reasons() => [.. (await _road.Outbox.Troubles(TestContext.Current.CancellationToken)).Select(t => t.Reason)];
}
