using Microsoft.Extensions.Logging;
using Pipeline.Core.Board;
using Pipeline.Sandbox.Faults;

namespace Pipeline.Tests.Notion;

/// <summary>Column values over the wire, against the Sandbox's Notion.</summary>
public sealed class ColumnWriteTests(BoardFixture board) : IClassFixture<BoardFixture>
{
    private static readonly BoardValue Three = new BoardValue.Number(3);

    [Fact]
    public async Task Every_kind_of_column_is_written_in_one_request()
    {
        var page = board.AddRow(("Name", "old"));
        var channel = board.Channel(null,
            ("name", "Name"), ("status", "Status"), ("youtube_listing_status", "State"), ("drive_folder", "Link"), ("process_errors", "Errors"),
            ("length_min", "Minutes"), ("video_date_time", "Date"), ("transcript_file", "Files"), ("tags", "Tags"), ("progress", "Ready"));
        var before = board.Calls("PATCH", page);

        var outcome = await board.SendValues(channel, page,
            ("name", new BoardValue.Text("A talk")), ("status", new BoardValue.Text("complete")), ("youtube_listing_status", new BoardValue.Text("DONE")),
            ("drive_folder", new BoardValue.Link("https://drive.example/f", "Folder")), ("process_errors", new BoardValue.Text("none")),
            ("length_min", new BoardValue.Number(12.5)), ("video_date_time", new BoardValue.Moment(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(2)))),
            ("transcript_file", new BoardValue.Link("https://drive.example/t.txt", "t.txt")), ("tags", new BoardValue.Text("a, b")), ("progress", new BoardValue.Number(100)));

        Assert.IsType<BoardOutcome.Sent>(outcome);
        Assert.Equal(1, board.Calls("PATCH", page) - before);
        string[] columns = ["Name", "Status", "State", "Link", "Errors", "Minutes", "Tags", "Ready"];
        Assert.Equal(["A talk", "Complete", "Done", "https://drive.example/f", "none", "12.5", "a, b", "true"], columns.Select(c => board.Notion.GetText(page, c)));
        var properties = board.Notion.GetPage(page)["properties"]!;
        Assert.StartsWith("2026-11-22T10:00:00", (string)properties["Date"]!["date"]!["start"]!, StringComparison.Ordinal);
        Assert.Equal("t.txt", (string)properties["Files"]!["files"]![0]!["name"]!);
    }

    /// <summary>A claim may have waited for a limit, or for its next try.</summary>
    [Theory]
    [InlineData("Queued", "other-host 11111111", true)] // of an earlier video; the row asks again
    [InlineData("Processing", "this-host 22222222", true)] // ours: the answer to the first try was lost
    [InlineData("Processing", null, true)]
    [InlineData("Processing", "other-host 11111111", false)]
    public async Task A_first_claim_is_not_written_over_that_of_a_worker_that_has_the_row_by_now(string word, string? claim, bool written)
    {
        var page = board.AddRow(("Status", word), ("Errors", claim));
        var channel = board.Channel("Queued", ("status", "Status"), ("video_link", "Link"), ("claim", "Errors"));
        var before = board.Calls("PATCH", page);

        var outcome = await board.SendValues(
            channel, page, (FieldKey.Status, new BoardValue.Text("Processing")), (FieldKey.Claim, new BoardValue.Text("this-host 22222222") { OnlyIfFree = true }));

        Assert.IsType<BoardOutcome.Sent>(outcome);
        Assert.Equal(written ? 1 : 0, board.Calls("PATCH", page) - before);
        Assert.Equal(written ? "this-host 22222222" : claim, board.Notion.GetText(page, "Errors"));
    }

    [Fact]
    public async Task Null_clears_a_column()
    {
        var page = board.AddRow(("Errors", "it went wrong"), ("Minutes", "3"));

        await board.SendValues(board.Channel(), page, (FieldKey.ProcessErrors, new BoardValue.Text(null)), (FieldKey.LengthMin, new BoardValue.Number(null)));

        Assert.Equal("", board.Notion.GetText(page, "Errors"));
        Assert.Equal("", board.Notion.GetText(page, "Minutes"));
    }

    [Fact]
    public async Task A_text_beyond_2000_units_is_cut_and_arrives()
    {
        var page = board.AddRow();

        Assert.IsType<BoardOutcome.Sent>(await board.SendValues(board.Channel(), page, (FieldKey.ProcessErrors, new BoardValue.Text(new string('x', 9000)))));

        Assert.Equal(2000, board.Notion.GetText(page, "Errors").Length);
    }

    [Fact]
    public async Task A_value_whose_column_does_not_exist_waits_with_one_warning_that_names_what_exists()
    {
        var page = board.AddRow();
        var channel = board.Channel(null, ("status", "Status"), ("length_min", "Lenght"));

        for (var n = 0; n < 3; n++)
            Assert.Equal(["length_min"], Assert.IsType<BoardOutcome.Partly>(await board.SendValues(channel, page, ("status", new BoardValue.Text("Processing")), ("length_min", Three))).Reasons.Keys);

        Assert.Equal("Processing", board.Notion.GetText(page, "Status"));
        var warning = Assert.Single(board.Log.Of(LogLevel.Warning), line => line.Contains("\"Lenght\"", StringComparison.Ordinal));
        Assert.Contains("\"Minutes\"", warning, StringComparison.Ordinal);
        Assert.Contains("length_min", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_whose_column_is_of_the_wrong_kind_waits_with_a_warning_and_the_rest_goes()
    {
        var page = board.AddRow();
        var channel = board.Channel(null, ("status", "Status"), ("length_min", "Created"));

        Assert.Equal(["length_min"], Assert.IsType<BoardOutcome.Partly>(await board.SendValues(channel, page, ("status", new BoardValue.Text("Processing")), ("length_min", Three))).Reasons.Keys);

        Assert.Equal("Processing", board.Notion.GetText(page, "Status"));
        Assert.Single(board.Log.Of(LogLevel.Warning), line => line.Contains("\"Created\" is of the kind created_time", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_that_the_channel_does_not_map_causes_no_call_at_all()
    {
        var page = board.AddRow();

        Assert.IsType<BoardOutcome.Sent>(await board.SendValues(board.Channel(), page, (FieldKey.Confidence, Three)));

        Assert.Equal(0, board.Calls("PATCH", page));
    }

    [Fact]
    public async Task A_page_of_a_channel_without_a_database_is_written_by_its_own_tables_columns()
    {
        var page = board.AddRow();
        var channel = board.Channel() with { Database = null };

        Assert.IsType<BoardOutcome.Sent>(await board.SendValues(channel, page, (FieldKey.Status, new BoardValue.Text("Processing"))));

        Assert.Equal("Processing", board.Notion.GetText(page, "Status"));
    }

    [Fact]
    public async Task A_data_source_id_serves_as_database()
    {
        var page = board.AddRow();
        var channel = board.Channel() with { Database = board.Table.DataSourceId };

        Assert.IsType<BoardOutcome.Sent>(await board.SendValues(channel, page, (FieldKey.Status, new BoardValue.Text("Processing"))));

        Assert.Equal("Processing", board.Notion.GetText(page, "Status"));
    }

    [Theory]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(500)]
    [InlineData(504)]
    [InlineData(409)]
    public async Task Trouble_at_Notion_postpones(int status)
    {
        var page = board.AddRow();
        using var fault = board.Faults.Add(new FaultRule { Method = "PATCH", PathPattern = page, Kind = FaultKind.Status, StatusCode = status });

        Assert.IsType<BoardOutcome.Later>(await board.SendStatus(page, "Processing"));
        fault.Release();
        Assert.IsType<BoardOutcome.Sent>(await board.SendStatus(page, "Processing"));
    }

    [Fact]
    public async Task A_cut_connection_postpones_and_a_repeat_is_harmless()
    {
        var page = board.AddRow();
        using var fault = board.Faults.Add(new FaultRule { Method = "PATCH", PathPattern = page, Kind = FaultKind.CutAfterCommit, Times = 1 });

        Assert.IsType<BoardOutcome.Later>(await board.SendStatus(page, "Processing"));
        Assert.IsType<BoardOutcome.Sent>(await board.SendStatus(page, "Processing"));

        Assert.Equal("Processing", board.Notion.GetText(page, "Status"));
    }

    [Fact]
    public async Task A_page_in_the_trash_is_gone()
    {
        var page = board.AddRow();
        board.Notion.Trash(page);

        Assert.IsType<BoardOutcome.Gone>(await board.SendStatus(page, "Processing"));
    }

    [Fact]
    public async Task What_is_no_page_id_is_gone_for_good() =>
        Assert.Contains("no id of a Notion page", Assert.IsType<BoardOutcome.Gone>(await board.SendStatus("../users/me", "Processing")).Reason, StringComparison.Ordinal);

    [Fact]
    public async Task A_403_asks_for_the_capability()
    {
        var page = board.AddRow();
        using var fault = board.Faults.Add(new FaultRule
        {
            Method = "PATCH", PathPattern = page, Kind = FaultKind.Status, StatusCode = 403,
            Body = """{"object":"error","status":403,"code":"restricted_resource","message":"Insufficient permissions for this endpoint."}""",
        });

        Assert.Contains("Capabilities", Assert.IsType<BoardOutcome.Blocked>(await board.SendStatus(page, "Processing")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_not_shared_asks_for_the_connection()
    {
        var page = Guid.NewGuid().ToString();

        var reason = Assert.IsType<BoardOutcome.Blocked>(await board.SendStatus(page, "Processing")).Reason;

        Assert.Contains(page, reason, StringComparison.Ordinal);
        Assert.Contains("••• → Connections", reason, StringComparison.Ordinal);
    }
}
