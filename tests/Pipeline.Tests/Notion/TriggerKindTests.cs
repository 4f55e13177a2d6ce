using Pipeline.Core.Board;
using Pipeline.Core.Channels;

namespace Pipeline.Tests.Notion;

/// <summary>Every trigger with every kind of column that can, or cannot, carry it.</summary>
public sealed class TriggerKindTests : IAsyncLifetime
{
    private readonly BoardFixture _board = new();

    public ValueTask InitializeAsync() => _board.InitializeAsync();

    public ValueTask DisposeAsync() => _board.DisposeAsync();

    /// <summary>The cells of a row that asks, and of one that does not; both have a link.</summary>
    [Theory]
    [InlineData("word", "Status", "Queued", "Complete")]
    [InlineData("word", "State", "Queued", "Done")]
    [InlineData("word", "Errors", "Queued", "Queued once")]
    [InlineData("empty", "Status", null, "Complete")]
    [InlineData("empty", "Errors", null, "Complete")]
    [InlineData("checkbox", "Ready", "true", "false")]
    [InlineData("page_link", "Page", null, "https://www.notion.so/1")]
    [InlineData("page_link", "Errors", null, "a page")]
    [InlineData("page_link", "Files", null, "https://www.notion.so/1")]
    public async Task A_row_asks_until_its_cell_says_otherwise(string trigger, string column, string? asks, string settled)
    {
        var page = _board.AddRow((column, asks), ("Link", "https://a.example/1"));
        _board.AddRow((column, settled), ("Link", "https://a.example/2"));
        var channel = Channel(trigger, column);

        Assert.Equal([page], (await _board.Find(channel)).Select(r => r.PageId));
        Assert.True((await Read(channel, page))!.Asks);
        _board.Notion.SetProperty(page, column, settled);
        Assert.False((await Read(channel, page))!.Asks);
        Assert.Empty(await _board.Find(channel));
    }

    [Theory]
    [InlineData("empty", "Status")]
    [InlineData("page_link", "Page")]
    public async Task An_empty_cell_asks_only_beside_a_link(string trigger, string column)
    {
        _board.AddRow((column, null), ("Name", "Nothing to fetch yet"));

        Assert.Empty(await _board.Find(Channel(trigger, column)));
    }

    [Theory]
    [InlineData("word", "Minutes", "\"Minutes\" is of the kind number; this trigger needs select, status, rich_text")]
    [InlineData("word", "No such column", "The trigger's column is not there.")]
    [InlineData("empty", "State", "is of the kind status, which is never empty")]
    [InlineData("checkbox", "Status", "\"Status\" is of the kind select; this trigger needs checkbox")]
    [InlineData("page_link", "Date", "\"Date\" is of the kind date; this trigger needs url, rich_text, files")]
    public async Task A_column_that_cannot_carry_the_trigger_is_named_once_with_the_columns_that_are_there(string trigger, string column, string said)
    {
        _board.AddRow(("Status", "Queued"), ("Link", "https://a.example/1"));

        for (var look = 0; look < 2; look++) Assert.Empty(await _board.Find(Channel(trigger, column)));

        var line = Assert.Single(_board.Log.All, l => l.Contains(said, StringComparison.Ordinal));
        Assert.Contains("\"Ready\" (checkbox)", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Language_and_claim_come_with_the_row()
    {
        var page = _board.AddRow(("Status", "Queued"), ("Link", "https://a.example/1"), ("Errors", "de"), ("Tags", "x"), ("Name", "worker-7"));
        var channel = _board.Channel("Queued", (FieldKey.Status, "Status"), (FieldKey.VideoLink, "Link"), (FieldKey.Language, "Errors"), (FieldKey.Claim, "Name"));

        var row = Assert.Single(await _board.Find(channel));

        Assert.Equal((page, "de", "worker-7"), (row.PageId, row.Language, row.Claim));
    }

    private Task<BoardRow?> Read(Channel channel, string page) => _board.Board.Read(channel, page, TestContext.Current.CancellationToken);

    private Channel Channel(string trigger, string column) => trigger switch
    {
        "word" => _board.Channel("Queued", (FieldKey.Status, column), (FieldKey.VideoLink, "Link")),
        "empty" => _board.Channel(null, (FieldKey.Status, column), (FieldKey.VideoLink, "Link")),
        "checkbox" => _board.Channel() with { Trigger = new ChannelTrigger.Checkbox(column) },
        _ => new Channel
        {
            Name = "makes pages",
            Action = ChannelAction.CreateNewPage,
            Trigger = new ChannelTrigger.EmptyPageLink(),
            Origin = new ChannelOrigin
            {
                Database = _board.Table.DatabaseId,
                FieldMap = new Dictionary<string, string> { [FieldKey.PageLink] = column, [FieldKey.VideoUrl] = "Link" },
            },
        },
    };
}
