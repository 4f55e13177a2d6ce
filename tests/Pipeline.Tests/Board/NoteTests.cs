using Pipeline.Core.Board;
using Pipeline.Sandbox.Faults;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Board;

/// <summary>Toggles and comments beside the transcript: once each, and gone when nothing is left to explain.</summary>
public sealed class NoteTests : IAsyncLifetime
{
    private readonly SenderFixture _road = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _road.InitializeAsync();

    public ValueTask DisposeAsync() => _road.DisposeAsync();

    [Theory]
    [InlineData(FaultKind.CutAfterCommit, 0)]
    [InlineData(FaultKind.StatusAfterCommit, 503)]
    [InlineData(FaultKind.CutBeforeCommit, 0)]
    public async Task An_answer_that_never_came_leaves_one_toggle_and_one_comment(FaultKind kind, int status)
    {
        using var toggle = _road.Sandbox.Faults.Add(new FaultRule { Method = "PATCH", PathPattern = "/children", Kind = kind, StatusCode = status, Times = 1 });
        using var comment = _road.Sandbox.Faults.Add(new FaultRule { Method = "POST", PathPattern = "/v1/comments", Kind = kind, StatusCode = status, Times = 1 });
        var page = _road.AddRow();
        await _road.Put(await _road.AddJob(page), Note(page, NoteKind.Details, "aaaaaa", "HTTP 403"), Note(page, NoteKind.Comment, "bbbbbb", "HTTP 403"));

        await _road.Start();
        await _road.Empty();

        Assert.Equal(["Heading · #00000000-details-aaaaaa"], _road.Notion.Blocks(page).Select(b => b.Text));
        Assert.Equal(["HTTP 403"], _road.Notion.Blocks(page)[0].Children.Select(b => b.Text));
        Assert.Equal(["Heading\nHTTP 403\n#00000000-comment-bbbbbb"], _road.Notion.Comments(page));
    }

    [Theory]
    [InlineData("POST", "/v1/comments")]
    [InlineData("PATCH", "/children")]
    public async Task A_worker_that_ends_between_the_call_and_the_record_writes_once(string method, string path)
    {
        using var held = _road.Sandbox.Faults.Add(new FaultRule { Method = method, PathPattern = path, Kind = FaultKind.HoldAfterCommit, Times = 1 });
        var page = _road.AddRow();
        await _road.Put(await _road.AddJob(page), Note(page, NoteKind.Details, "aaaaaa", "x"), Note(page, NoteKind.Comment, "bbbbbb", "x"));
        await _road.Start();
        await held.Reached;
        await _road.Stop();

        await _road.Start();
        await _road.Empty();

        Assert.Single(_road.Notion.Blocks(page));
        Assert.Single(_road.Notion.Comments(page));
    }

    [Fact]
    public async Task A_newer_toggle_takes_the_place_of_the_older_one_and_no_lines_take_it_away()
    {
        var page = _road.AddRow();
        var job = await _road.AddJob(page);
        await _road.Start();
        await _road.Put(job, Note(page, NoteKind.Details, "aaaaaa", "first"), Note(page, NoteKind.Log, "cccccc", "a line"));
        await _road.Empty();

        await _road.Put(job, Note(page, NoteKind.Details, "bbbbbb", "second"));
        await _road.Empty();
        Assert.Equal(["#00000000-log-cccccc", "#00000000-details-bbbbbb"], _road.Notion.Blocks(page).Select(b => b.Text.Split(' ')[^1]).OrderDescending());

        await _road.Put(job, Note(page, NoteKind.Details, "000000"));
        await _road.Empty();
        Assert.EndsWith("#00000000-log-cccccc", Assert.Single(_road.Notion.Blocks(page)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taking_away_what_never_was_costs_no_call()
    {
        var page = _road.AddRow();
        await _road.Start();
        await _road.Put(await _road.AddJob(page), Note(page, NoteKind.Details, "000000"));
        await _road.Empty();

        Assert.DoesNotContain(_road.Sandbox.Journal.Entries, e => e.Target.Contains(page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_comment_that_the_connection_may_not_write_holds_up_nothing_else()
    {
        _road.Notion.Capabilities.InsertComments = false;
        var page = _road.AddRow();
        var job = await _road.AddJob(page);
        await _road.Put(job, Note(page, NoteKind.Comment, "bbbbbb", "x"), SenderFixture.Word(page, "Error"));

        await _road.Start();
        await _road.Waits(job, "comments");

        await Eventually.True(async () => (await _road.Outbox.Waiting(job, Ct)).Count == 0, SenderFixture.Limit, () => "the other writes");
        Assert.Equal("Error", _road.Notion.GetText(page, "Status"));
        _road.Notion.Capabilities.InsertComments = true;
        await _road.Empty();
        Assert.Single(_road.Notion.Comments(page));
    }

    [Fact]
    public async Task Of_a_word_without_its_option_only_the_word_waits()
    {
        var page = _road.AddRow();
        var job = await _road.AddJob(page, "state");
        await _road.Put(job, new BoardWrite.Values(page, "state", new Dictionary<string, BoardValue>
        {
            [FieldKey.Status] = new BoardValue.Text("Error"), [FieldKey.ProcessErrors] = new BoardValue.Text("It is private."),
        }));

        await _road.Start();
        await _road.Waits(job, "has no option \"Error\"");

        Assert.Equal("It is private.", _road.Notion.GetText(page, "Errors"));
        Assert.Equal(0, (await _road.Outbox.Waiting(job, Ct)).Count);
        Assert.Equal(1, (await _road.Outbox.Depth(Ct)).Count);
    }

    private static BoardWrite.Note Note(string page, NoteKind kind, string hash, params string[] lines) =>
        new(page, "select", kind, "Heading", $"#00000000-{kind.ToString().ToLowerInvariant()}-{hash}", lines);
}
