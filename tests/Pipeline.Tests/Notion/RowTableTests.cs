using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;
using Pipeline.Tests.Support;
using NotionSchema = Pipeline.Sandbox.Notion.NotionSchema;

namespace Pipeline.Tests.Notion;

/// <summary>Which table is searched, and that a search brings all of it.</summary>
public sealed class RowTableTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private readonly BoardFixture _board;

    public RowTableTests() => _board = new BoardFixture { Clock = _time };

    public ValueTask InitializeAsync() => _board.InitializeAsync();

    public ValueTask DisposeAsync() => _board.DisposeAsync();

    [Fact]
    public async Task Channels_that_share_a_table_cost_one_search_and_each_gets_its_rows()
    {
        var queued = _board.AddRow(("Status", "Queued"), ("Link", "https://a.example/1"));
        var ticked = _board.AddRow(("Ready", "true"), ("Link", "https://a.example/2"));
        var bare = _board.AddRow(("Link", "https://a.example/3"));
        Channel[] channels =
        [
            _board.Channel() with { Name = "by word" }, _board.Channel() with { Name = "by tick", Trigger = new ChannelTrigger.Checkbox("Ready") },
            _board.Channel(null) with { Name = "by link" },
        ];

        var rows = await _board.Find(channels);

        Assert.Equal([queued, ticked, bare], rows.Select(r => r.PageId));
        Assert.Equal(1, _board.Calls("POST", "/query"));
    }

    [Fact]
    public async Task A_search_asks_for_the_columns_it_reads_and_no_others()
    {
        _board.AddRow(("Status", "Queued"), ("Link", "https://a.example/1"), ("Errors", new string('x', 1000)));

        Assert.Equal("https://a.example/1", Assert.Single(await _board.Find(_board.Channel())).VideoUrl);

        var search = _board.Sandbox.Journal.Entries.Single(e => e.Target.Contains("/query", StringComparison.Ordinal));
        Assert.Equal(3, search.Target.Split("filter_properties=").Length - 1);
    }

    [Fact]
    public async Task Beyond_the_cut_of_one_search_the_rest_is_found_by_the_minute_it_was_made()
    {
        _board.Notion.QueryCap = 20;
        var pages = new List<string>();
        for (var n = 0; n < 75; n++)
        {
            pages.Add(_board.AddRow(("Status", "Queued"), ("Link", $"https://a.example/{n}")));
            _time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(pages, (await _board.Find(_board.Channel())).Select(r => r.PageId));
    }

    [Fact]
    public async Task A_minute_with_more_rows_than_a_search_gives_is_said_and_later_rows_are_found_all_the_same()
    {
        _board.Notion.QueryCap = 20;
        for (var n = 0; n < 25; n++) _board.AddRow(("Status", "Queued"), ("Link", $"https://a.example/{n}"));
        _time.Advance(TimeSpan.FromMinutes(2));
        var later = _board.AddRow(("Status", "Queued"), ("Link", "https://a.example/later"));

        var rows = await _board.Find(_board.Channel());

        Assert.Equal(21, rows.Count);
        Assert.Contains(rows, r => r.PageId == later);
        Assert.Contains(_board.Log.All, l => l.Contains("more rows of the minute", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_table_in_the_database_with_other_columns_stops_nothing()
    {
        _board.Notion.AddDataSource(_board.Table.DatabaseId, "People", new NotionSchema().Add("Name", "title").Add("Mail", "url"));
        var page = _board.AddRow(("Status", "Queued"), ("Link", "https://a.example/1"));

        Assert.Equal(page, Assert.Single(await _board.Find(_board.Channel())).PageId);
        Assert.Contains(_board.Log.All, l => l.Contains("\"Videos\" is used", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_tables_that_fit_are_asked_about_by_name_and_the_name_chooses()
    {
        var other = _board.Notion.AddDataSource(_board.Table.DatabaseId, "Archive", new NotionSchema()
            .Add("Name", "title").Select("Status", "Queued").Add("Link", "url").Add("Errors", "rich_text").Add("Minutes", "number"));
        var inOther = _board.Notion.AddPage(other, new Dictionary<string, string?> { ["Status"] = "Queued", ["Link"] = "https://a.example/1" });
        _board.AddRow(("Status", "Queued"), ("Link", "https://a.example/2"));

        var failure = await Assert.ThrowsAsync<JobFailureException>(() => _board.Find(_board.Channel()));
        Assert.Equal(ErrorClass.Operator, failure.Error.Class);
        Assert.Contains($"as \"data_source\": \"Videos\" ({_board.Table.DataSourceId}), \"Archive\" ({other})", failure.Error.Sentence, StringComparison.Ordinal);
        Assert.IsType<BoardOutcome.Blocked>(await _board.SendStatus(inOther, "Complete"));

        foreach (var name in (string[])["archive", other])
            Assert.Equal([inOther], (await _board.Find(_board.Channel() with { DataSource = name })).Select(r => r.PageId));
        var unknown = await Assert.ThrowsAsync<JobFailureException>(() => _board.Find(_board.Channel() with { DataSource = "Old" }));
        Assert.Contains("has no data source \"Old\"", unknown.Error.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_is_moved_into_another_database_is_still_searched_and_the_log_says_what_to_correct_for_good()
    {
        _board.AddRow(("Status", "Queued"), ("Link", "https://a.example/1"));
        _board.Restart("ntn_sandbox", ("Notion:SchemaMaxAgeMinutes", "0.1"));
        Assert.Single(await _board.Find(_board.Channel()));
        _board.Notion.MoveDataSource(_board.Table.DataSourceId, _board.Notion.AddDatabase("Elsewhere", new NotionSchema().Add("Name", "title")).DatabaseId);

        await Eventually.True(
            async () => (await _board.Find(_board.Channel())).Count == 1 && _board.Log.All.Any(l => l.Contains("has been moved out of Notion database", StringComparison.Ordinal)),
            TimeSpan.FromSeconds(20), () => "the moved table");

        // After a restart nothing names it any more, but what the log said does, wherever it goes.
        _board.Restart();
        var failure = await Assert.ThrowsAsync<JobFailureException>(() => _board.Find(_board.Channel()));
        Assert.Contains("has been moved into another database, or deleted. pipeline doctor says where it is now.", failure.Error.Sentence, StringComparison.Ordinal);
        var corrected = _board.Channel() with { Database = _board.Table.DataSourceId };
        Assert.Single(await _board.Find(corrected));
        _board.Notion.MoveDataSource(_board.Table.DataSourceId, _board.Notion.AddDatabase("Farther", new NotionSchema().Add("Name", "title")).DatabaseId);
        _board.Restart();
        Assert.Single(await _board.Find(corrected));
    }

    [Fact]
    public async Task A_database_that_is_unshared_and_shared_again_is_searched_again()
    {
        var page = _board.AddRow(("Status", "Queued"), ("Link", "https://a.example/1"));
        await _board.Find(_board.Channel());
        _board.Notion.Share(_board.Table.DatabaseId, false);
        await Assert.ThrowsAsync<JobFailureException>(() => _board.Find(_board.Channel()));
        _board.Notion.Share(_board.Table.DatabaseId, true);

        Assert.Equal(page, Assert.Single(await _board.Find(_board.Channel())).PageId);
    }
}
