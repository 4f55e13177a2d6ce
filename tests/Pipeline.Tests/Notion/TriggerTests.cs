using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;
using Pipeline.Sandbox.Faults;

namespace Pipeline.Tests.Notion;

/// <summary>Which rows ask to be processed.</summary>
public sealed class TriggerTests : IAsyncLifetime
{
    private readonly BoardFixture _board = new();

    public ValueTask InitializeAsync() => _board.InitializeAsync();

    public ValueTask DisposeAsync() => _board.DisposeAsync();

    [Fact]
    public async Task Rows_with_the_trigger_word_are_found_oldest_first_with_link_and_title()
    {
        var first = _board.AddRow(("Status", "Queued"), ("Link", "https://a.example/1"), ("Name", "One"));
        _board.AddRow(("Status", "Complete"), ("Link", "https://a.example/2"));
        var third = _board.AddRow(("Status", "Queued"), ("Name", "Without a link"));

        var rows = await Find(_board.Channel());

        Assert.Equal([(first, "https://a.example/1", "One"), (third, null, "Without a link")], rows.Select(r => (r.PageId, r.VideoUrl, r.Title)));
        Assert.All(rows, r => Assert.InRange(r.CreatedAt, TimeProvider.System.GetUtcNow().AddMinutes(-3), TimeProvider.System.GetUtcNow()));
    }

    [Fact]
    public async Task The_trigger_word_is_matched_without_case_and_in_a_status_column_too()
    {
        _board.AddRow(("State", "Done"));
        var queued = _board.AddRow(("State", "Queued"));

        var rows = await Find(_board.Channel("queued", ("status", "State"), ("video_link", "Link")));

        Assert.Contains(rows, row => row.PageId == queued);
        Assert.DoesNotContain(rows, row => _board.Notion.GetText(row.PageId, "State") == "Done");
    }

    [Fact]
    public async Task An_empty_status_with_a_link_asks_where_the_channel_says_so()
    {
        var asks = _board.AddRow(("Link", "https://a.example/1"));
        _board.AddRow(("Name", "neither"));
        _board.AddRow(("Status", "Complete"), ("Link", "https://a.example/2"));

        Assert.Equal([asks], (await Find(_board.Channel(null))).Select(row => row.PageId));
    }

    [Fact]
    public async Task Edited_rows_are_found_from_the_minute_of_a_time_on_with_whether_they_ask_each_channel()
    {
        var (first, second) = (_board.Channel(), _board.Channel("Error") with { Name = "second" });
        var old = _board.AddRow(("Status", "Queued"));
        _board.Notion.Age(old, TimeSpan.FromMinutes(3));
        var asks = _board.AddRow(("Status", "Queued"), ("Link", "https://a.example/1"));
        var done = _board.AddRow(("Status", "Complete"));
        _board.Notion.Trash(_board.AddRow(("Status", "Queued")));
        var ct = TestContext.Current.CancellationToken;
        var since = TimeProvider.System.GetUtcNow().AddMinutes(-2);

        var found = await _board.Board.FindEdited(await _board.Board.TableOf(first, ct), [first, second], since, ct);

        Assert.Equal([(asks, true, "https://a.example/1"), (done, false, null)], found["test"].Select(r => (r.PageId, r.Asks, r.VideoUrl)));
        Assert.Equal([(asks, false), (done, false)], found["second"].Select(r => (r.PageId, r.Asks)));
        _board.Notion.SetProperty(old, "Status", "Error");
        found = await _board.Board.FindEdited(await _board.Board.TableOf(first, ct), [first, second], since, ct);
        Assert.Equal([true, false, false], found["second"].Select(r => r.Asks));
    }

    [Fact]
    public async Task More_rows_than_one_answer_holds_are_all_found()
    {
        for (var n = 0; n < 130; n++) _board.AddRow(("Status", "Queued"), ("Name", $"{n}"));

        Assert.Equal(Enumerable.Range(0, 130).Select(n => $"{n}"), (await Find(_board.Channel())).Select(row => row.Title!));
    }

    [Theory]
    [InlineData("Link", "https://a.example/v", "https://a.example/v")]
    [InlineData("Errors", "https://a.example/v ", "https://a.example/v")]
    [InlineData("Errors", "no link at all", "no link at all")]
    [InlineData("Errors", """{"rich_text":[{"text":{"content":"watch","link":{"url":"https://a.example/w"}}}]}""", "https://a.example/w")]
    [InlineData("Name", "https://a.example/v", "https://a.example/v")]
    [InlineData("Files", "https://a.example/v.mp4", "https://a.example/v.mp4")]
    public async Task The_link_is_read_from_whatever_kind_of_column_is_mapped(string column, string cell, string link)
    {
        _board.AddRow(("Status", "Queued"), (column, cell));

        var row = Assert.Single(await Find(_board.Channel("Queued", ("status", "Status"), ("video_link", column))));

        Assert.Equal(link, row.VideoUrl);
    }

    [Fact]
    public async Task A_row_is_read_as_it_is_now_and_says_whether_it_still_asks()
    {
        var page = _board.AddRow(("Status", "Queued"), ("Link", "https://a.example/1"));

        Assert.Equal((true, "https://a.example/1"), ((await Read(page))!.Asks, (await Read(page))!.VideoUrl));
        _board.Notion.SetProperty(page, "Link", "https://a.example/2");
        Assert.Equal("https://a.example/2", (await Read(page))!.VideoUrl);
        _board.Notion.SetProperty(page, "Status", "Processing");
        Assert.False((await Read(page))!.Asks);
    }

    [Fact]
    public async Task A_row_in_the_trash_says_so_and_one_that_is_gone_for_good_is_not_there()
    {
        var page = _board.AddRow(("Status", "Queued"));
        _board.Notion.Trash(page);

        Assert.Equal((true, false), ((await Read(page))!.InTrash, (await Read(page))!.Asks));
        Assert.Null(await Read(Guid.NewGuid().ToString()));
    }

    [Fact]
    public async Task A_trigger_word_that_no_option_has_finds_nothing_and_says_so_once()
    {
        var channel = _board.Channel("Please process", ("status", "State"), ("video_link", "Link"));

        Assert.Empty(await Find(channel));
        Assert.Empty(await Find(channel));

        Assert.Single(_board.Log.All, line => line.Contains("has no option \"Please process\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_that_is_not_shared_fails_with_the_click_that_repairs_it()
    {
        _board.Notion.Share(_board.Table.DatabaseId, false);

        var failure = await Assert.ThrowsAsync<JobFailureException>(() => Find(_board.Channel()));

        Assert.Equal(ErrorClass.Access, failure.Error.Class);
        Assert.Contains("••• → Connections", failure.Error.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_survives_a_bad_gateway_and_a_short_limit()
    {
        _board.AddRow(("Status", "Queued"));
        using var gateway = _board.Faults.Add(new FaultRule { PathPattern = "/query", Kind = FaultKind.Status, StatusCode = 502, Times = 1 });
        using var limit = _board.Faults.Add(new FaultRule { PathPattern = "/query", Kind = FaultKind.Status, StatusCode = 429, RetryAfter = 0, Times = 1 });

        Assert.Single(await Find(_board.Channel()));
    }

    [Fact]
    public async Task A_read_that_keeps_failing_is_a_passing_failure()
    {
        using var gateway = _board.Faults.Add(new FaultRule { PathPattern = "/v1/", Kind = FaultKind.Status, StatusCode = 502 });

        var failure = await Assert.ThrowsAsync<JobFailureException>(() => Find(_board.Channel()));

        Assert.Equal(ErrorClass.Transient, failure.Error.Class);
    }

    private Task<IReadOnlyList<BoardRow>> Find(Channel channel) => _board.Find(channel);

    private Task<BoardRow?> Read(string page) => _board.Board.Read(_board.Channel(), page, TestContext.Current.CancellationToken);
}
