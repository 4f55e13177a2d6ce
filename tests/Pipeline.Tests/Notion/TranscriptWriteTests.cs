using System.Text;
using Pipeline.Core.Board;
using Pipeline.Sandbox.Faults;

namespace Pipeline.Tests.Notion;

/// <summary>The transcript toggle: whatever happens in between, in the end every paragraph stands there once and in order.</summary>
public sealed class TranscriptWriteTests(BoardFixture board) : IClassFixture<BoardFixture>
{
    private const string Marker = "#1a2b3c4d-1";

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
    public async Task A_transcript_that_grows_costs_one_call_a_step_and_ends_with_its_heading()
    {
        var page = board.AddRow();
        await board.SendTranscript(Growing(page, 2));
        var before = board.Sandbox.Journal.Entries.Count;

        await board.SendTranscript(Growing(page, 5));
        Assert.Equal(1, board.Sandbox.Journal.Entries.Count - before);
        Assert.StartsWith("Transcript · being written", Assert.Single(board.Notion.Blocks(page)).Text, StringComparison.Ordinal);

        var transcript = Transcript(page, 7);
        Assert.IsType<BoardOutcome.Sent>(await board.SendTranscript(transcript));
        AssertWhole(transcript);
        Assert.Equal(3, board.Sandbox.Journal.Entries.Count - before);
    }

    [Fact]
    public async Task Another_transcription_takes_the_place_of_ours_when_it_is_whole_and_of_nothing_else()
    {
        var page = board.AddRow();
        await Note(page, "before");
        await board.SendTranscript(Transcript(page, 3));
        await Note(page, "after");

        await board.SendTranscript(Growing(page, 2, "#1a2b3c4d-2"));
        Assert.Equal(["before", "Transcript", "Transcript", "after"], board.Notion.Blocks(page).Select(b => b.Text.Split(' ')[0]));
        board.Restart();
        Assert.IsType<BoardOutcome.Sent>(await board.SendTranscript(Transcript(page, 5, "#1a2b3c4d-2")));

        Assert.Equal(["before", "Transcript", "after"], board.Notion.Blocks(page).Select(b => b.Text.Split(' ')[0]));
        Assert.Equal(5, board.Notion.Blocks(page)[1].Children.Count);
    }

    [Fact]
    public async Task A_toggle_that_somebody_throws_away_while_it_grows_is_written_anew()
    {
        var page = board.AddRow();
        await board.SendTranscript(Growing(page, 2));
        board.Notion.TrashBlock(Assert.Single(board.Notion.Blocks(page)).Id);
        var transcript = Transcript(page, 4);

        Assert.IsType<BoardOutcome.Sent>(await board.SendTranscript(transcript));

        AssertWhole(transcript);
    }

    [Fact]
    public async Task What_people_change_in_the_text_is_neither_undone_nor_written_twice()
    {
        var page = board.AddRow();
        await board.SendTranscript(Growing(page, 4));
        var blocks = Assert.Single(board.Notion.Blocks(page)).Children;
        board.Notion.TrashBlock(blocks[1].Id);
        await Rewrite(blocks[3].Id, "A person's words without a time");
        board.Restart();

        Assert.IsType<BoardOutcome.Sent>(await board.SendTranscript(Transcript(page, 6)));

        Assert.Equal(
            ["0:00 paragraph 0", "0:20 paragraph 2", "A person's words without a time", "0:40 paragraph 4", "0:50 paragraph 5"],
            Assert.Single(board.Notion.Blocks(page)).Children.Select(c => c.Text));
    }

    [Fact]
    public async Task A_proxy_that_takes_only_small_requests_gets_small_ones()
    {
        var page = board.AddRow();
        var transcript = Transcript(page, 60);
        using var proxy = board.Faults.Add(new FaultRule { Method = "PATCH", PathPattern = "/children", BodyPattern = "(?s).{8000}", Kind = FaultKind.Status, StatusCode = 413, Body = "too large" });

        Assert.IsType<BoardOutcome.Sent>(await board.SendTranscript(transcript));

        AssertWhole(transcript);
        board.Restart();
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    public async Task A_page_that_takes_no_block_holds_back_its_text_only(int status)
    {
        var page = board.AddRow();
        using var wall = board.Faults.Add(new FaultRule
        {
            Method = "PATCH", PathPattern = "/children", Kind = FaultKind.Status, StatusCode = status,
            Body = "{\"object\":\"error\",\"status\":" + status + ",\"code\":\"restricted_resource\",\"message\":\"No more blocks.\"}",
        });

        Assert.Equal(BlockedScope.Write, Assert.IsType<BoardOutcome.Blocked>(await board.SendTranscript(Transcript(page, 3))).Scope);
        Assert.IsType<BoardOutcome.Sent>(await board.SendStatus(page, "Complete"));
    }

    [Fact]
    public async Task The_toggle_is_found_behind_many_other_blocks()
    {
        var page = board.AddRow();
        for (var n = 0; n < 105; n++) await Note(page, $"note {n}");
        var transcript = Transcript(page, 2);
        await board.SendTranscript(transcript);

        Assert.IsType<BoardOutcome.Sent>(await board.SendTranscript(transcript));

        Assert.Equal(106, board.Notion.Blocks(page).Count);
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
        var transcript = Transcript(page, 0) with { Paragraphs = [.. Enumerable.Range(0, 120).Select(n => new PageParagraph($"{n}:00", null, [new TextRun(new string('語', 1990))]))] };

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
        page, "test", "Transcript · en · 3:05 min",
        [.. Enumerable.Range(0, paragraphs).Select(n => new PageParagraph($"{n / 6}:{n % 6}0", null, [new TextRun($"paragraph {n}")]))]) { Whole = true, Marker = marker };

    private static BoardWrite.Transcript Growing(string page, int paragraphs, string marker = Marker) =>
        Transcript(page, paragraphs, marker) with { Whole = false, Heading = "Transcript · being written" };

    private void AssertWhole(BoardWrite.Transcript transcript)
    {
        var toggle = Assert.Single(board.Notion.Blocks(transcript.PageId));
        Assert.Equal($"{transcript.Heading} · {transcript.Marker}", toggle.Text);
        Assert.Equal(transcript.Paragraphs.Select(p => p.Text), toggle.Children.Select(child => child.Text));
    }

    /// <summary>A paragraph that a person writes on the page.</summary>
    private Task Note(string page, string text) => AsPerson(
        HttpMethod.Patch, $"v1/blocks/{page}/children",
        $$"""{ "children": [{ "paragraph": { "rich_text": [{ "text": { "content": "{{text}}" } }] } }] }""");

    private Task Rewrite(string block, string text) =>
        AsPerson(HttpMethod.Patch, $"v1/blocks/{block}", $$"""{ "paragraph": { "rich_text": [{ "text": { "content": "{{text}}" } }] } }""");

    private async Task AsPerson(HttpMethod method, string path, string body)
    {
        using var http = new HttpClient { BaseAddress = board.Sandbox.BaseAddress };
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Authorization", "Bearer ntn_sandbox");
        request.Headers.Add("Notion-Version", "2026-03-11");
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
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
