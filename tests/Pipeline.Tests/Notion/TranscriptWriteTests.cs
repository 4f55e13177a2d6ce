using Pipeline.Core.Board;
using Pipeline.Sandbox.Faults;

namespace Pipeline.Tests.Notion;

/// <summary>The transcript toggle: whatever happens in between, in the end every paragraph stands there once and in order.</summary>
public sealed class TranscriptWriteTests(BoardFixture board) : IClassFixture<BoardFixture>
{
    private const string Marker = "#1a2b3c4d";

    [Fact]
    public async Task A_long_transcript_arrives_in_order_under_one_toggle()
    {
        var page = board.AddRow();
        var transcript = Transcript(page, 350);
        var before = board.Calls("PATCH", "/children");

        Assert.IsType<BoardOutcome.Sent>(await board.SendTranscript(transcript));

        AssertWhole(transcript);
        Assert.Equal(4, board.Calls("PATCH", "/children") - before);
    }

    [Fact]
    public async Task Sending_it_again_changes_nothing()
    {
        var page = board.AddRow();
        var transcript = Transcript(page, 120);
        await board.SendTranscript(transcript);
        var before = board.Calls("PATCH", "/children");

        Assert.IsType<BoardOutcome.Sent>(await board.SendTranscript(transcript));

        AssertWhole(transcript);
        Assert.Equal(before, board.Calls("PATCH", "/children"));
    }

    [Fact]
    public async Task Another_jobs_toggle_on_the_page_is_left_alone()
    {
        var page = board.AddRow();
        await board.SendTranscript(Transcript(page, 3, "#ffffffff"));

        Assert.IsType<BoardOutcome.Sent>(await board.SendTranscript(Transcript(page, 5)));

        Assert.Equal([3, 5], board.Notion.Blocks(page).Select(toggle => toggle.Children.Count));
    }

    [Fact]
    public async Task The_toggle_is_found_behind_many_other_blocks()
    {
        var page = board.AddRow();
        for (var n = 0; n < 101; n++) await board.SendTranscript(Transcript(page, 1, $"#{n:00000000}"));
        var transcript = Transcript(page, 2);
        await board.SendTranscript(transcript);

        Assert.IsType<BoardOutcome.Sent>(await board.SendTranscript(transcript));

        Assert.Equal(102, board.Notion.Blocks(page).Count);
    }

    [Theory]
    [InlineData(FaultKind.StatusAfterCommit, 503)]
    [InlineData(FaultKind.StatusAfterCommit, 502)]
    [InlineData(FaultKind.StatusAfterCommit, 504)]
    [InlineData(FaultKind.CutAfterCommit, 0)]
    [InlineData(FaultKind.CutBeforeCommit, 0)]
    [InlineData(FaultKind.Status, 500)]
    [InlineData(FaultKind.Status, 409)]
    public async Task Trouble_at_any_append_neither_doubles_nor_loses_a_block(FaultKind kind, int status)
    {
        for (var call = 0; call < 4; call++)
        {
            var transcript = Transcript(board.AddRow(), 350);
            using var fault = board.Faults.Add(new FaultRule
            {
                Method = "PATCH", PathPattern = "/children", Kind = kind, StatusCode = status, Skip = call, Times = 1,
            });

            Assert.IsType<BoardOutcome.Later>(await board.SendTranscript(transcript));
            Assert.IsType<BoardOutcome.Sent>(await board.SendTranscript(transcript));

            AssertWhole(transcript);
        }
    }

    [Fact]
    public async Task A_worker_killed_at_any_call_goes_on_without_doubling_or_losing_a_block()
    {
        var calls = await CallsOf(Transcript(board.AddRow(), 350));
        for (var call = 0; call < calls; call++)
        {
            var transcript = Transcript(board.AddRow(), 350);
            await DieAt(call, transcript, afterCommit: call % 2 == 0);
            await DieAt(call, transcript, afterCommit: call % 2 == 1);

            Assert.IsType<BoardOutcome.Sent>(await board.SendTranscript(transcript));

            AssertWhole(transcript);
        }
    }

    [Fact]
    public async Task A_limit_in_the_middle_is_passed_on_and_the_rest_follows()
    {
        var transcript = Transcript(board.AddRow(), 350);
        using var fault = board.Faults.Add(new FaultRule
        {
            Method = "PATCH", PathPattern = "/children", Kind = FaultKind.Status, StatusCode = 429, RetryAfter = 1, Skip = 2, Times = 1,
        });

        Assert.Equal(TimeSpan.FromSeconds(1), Assert.IsType<BoardOutcome.Later>(await board.SendTranscript(transcript)).RetryAfter);
        Assert.IsType<BoardOutcome.Sent>(await board.SendTranscript(transcript));

        AssertWhole(transcript);
    }

    [Fact]
    public async Task A_page_in_the_trash_is_gone()
    {
        var page = board.AddRow();
        board.Notion.Trash(page);

        Assert.IsType<BoardOutcome.Gone>(await board.SendTranscript(Transcript(page, 3)));
    }

    [Fact]
    public async Task Large_paragraphs_in_any_script_fit_into_the_requests()
    {
        var page = board.AddRow();
        var transcript = new BoardWrite.Transcript(
            page, "test", $"Transcript {Marker}", Marker, [.. Enumerable.Range(0, 120).Select(n => $"{n} " + new string('語', 1990))]);

        Assert.IsType<BoardOutcome.Sent>(await board.SendTranscript(transcript));

        AssertWhole(transcript);
    }

    [Fact]
    public async Task A_transcript_without_paragraphs_is_an_empty_toggle()
    {
        var transcript = Transcript(board.AddRow(), 0);

        Assert.IsType<BoardOutcome.Sent>(await board.SendTranscript(transcript));

        AssertWhole(transcript);
    }

    private static BoardWrite.Transcript Transcript(string page, int paragraphs, string marker = Marker) => new(
        page, "test", $"Transcript · en · 3:05 min · {marker}", marker, [.. Enumerable.Range(0, paragraphs).Select(n => $"[{n}:00] paragraph {n}")]);

    private void AssertWhole(BoardWrite.Transcript transcript)
    {
        var toggle = Assert.Single(board.Notion.Blocks(transcript.PageId));
        Assert.Equal(transcript.Heading, toggle.Text);
        Assert.Equal(transcript.Paragraphs, toggle.Children.Select(child => child.Text));
    }

    private async Task<int> CallsOf(BoardWrite.Transcript transcript)
    {
        var before = board.Sandbox.Journal.Entries.Count;
        await board.SendTranscript(transcript);
        return board.Sandbox.Journal.Entries.Count - before;
    }

    /// <summary>The process ends while a call is under way; the next one knows nothing of it.</summary>
    private async Task DieAt(int call, BoardWrite.Transcript transcript, bool afterCommit)
    {
        using var death = new CancellationTokenSource();
        using var fault = board.Faults.Add(new FaultRule
        {
            PathPattern = "/v1/blocks/", Kind = afterCommit ? FaultKind.HoldAfterCommit : FaultKind.Hold, Skip = call, Times = 1,
        });
        var sending = board.Board.Send(board.Channel(), transcript, death.Token);
        await Task.WhenAny(sending, fault.Reached);
        await death.CancelAsync();
        await sending.ContinueWith(_ => { }, TaskScheduler.Default);
        board.Restart();
    }
}
