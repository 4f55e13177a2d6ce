using Microsoft.Extensions.Logging;
using Pipeline.Sandbox.Faults;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Board;

/// <summary>The outbox is emptied onto the board, in order, whatever stands in the way.</summary>
public sealed class BoardSenderTests : IAsyncLifetime
{
    private readonly SenderFixture _road = new();

    public ValueTask InitializeAsync() => _road.InitializeAsync();

    public ValueTask DisposeAsync() => _road.DisposeAsync();

    [Fact]
    public async Task A_write_that_is_put_in_arrives()
    {
        var page = _road.AddRow();
        await _road.Start();

        await _road.PutWord(await _road.AddJob(page), page, "Processing");
        _road.Signal.Notify();
        await _road.Empty();

        Assert.Equal("Processing", _road.Notion.GetText(page, "Status"));
    }

    [Fact]
    public async Task The_final_word_comes_after_the_whole_transcript()
    {
        var page = _road.AddRow();
        var transcript = SenderFixture.Transcript(page, 250);
        await _road.Put(await _road.AddJob(page), transcript, SenderFixture.FinalWord(page, "Complete"));

        await _road.Start();
        await _road.Empty();

        Assert.Equal(transcript.Paragraphs.Select(p => p.Text), Assert.Single(_road.Notion.Blocks(page)).Children.Select(c => c.Text));
        Assert.Equal("Complete", _road.Notion.GetText(page, "Status"));
        Assert.EndsWith($"pages/{page}", _road.Sandbox.Journal.Entries.Last(e => e.Method == "PATCH").Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transcript_and_its_final_word_arrive_once_through_a_storm_of_faults()
    {
        var page = _road.AddRow();
        var transcript = SenderFixture.Transcript(page, 350);
        Storm();
        await _road.Put(await _road.AddJob(page), transcript, SenderFixture.FinalWord(page, "Complete"));

        await _road.Start();
        await _road.Empty();

        Assert.Equal(transcript.Paragraphs.Select(p => p.Text), Assert.Single(_road.Notion.Blocks(page)).Children.Select(c => c.Text));
        Assert.Equal("Complete", Assert.Single(_road.Notion.StatusHistory(page).Select(c => c.Word).Distinct()));
    }

    [Fact]
    public async Task Trouble_with_one_page_does_not_hold_up_another()
    {
        var (sick, well) = (_road.AddRow(), _road.AddRow());
        using var fault = _road.Sandbox.Faults.Add(new FaultRule { Method = "PATCH", PathPattern = sick, Kind = FaultKind.Status, StatusCode = 503 });
        await _road.PutWord(await _road.AddJob(sick), sick, "Processing");
        await _road.PutWord(await _road.AddJob(well), well, "Processing");

        await _road.Start();
        await Eventually.True(() => _road.Notion.GetText(well, "Status") == "Processing", SenderFixture.Limit, () => "the other page");
        Assert.Equal("", _road.Notion.GetText(sick, "Status"));

        fault.Release();
        await _road.Empty();
        Assert.Equal("Processing", _road.Notion.GetText(sick, "Status"));
    }

    [Fact]
    public async Task After_an_outage_only_the_latest_word_is_written()
    {
        var page = _road.AddRow();
        // Reads are repeated with pauses of their own; those of three hours are played in OutageTests.
        using var outage = _road.Sandbox.Faults.Add(new FaultRule { Method = "PATCH", PathPattern = "/v1/", Kind = FaultKind.Status, StatusCode = 502 });
        var job = await _road.AddJob(page);
        await _road.Start();
        foreach (var word in (string[])["Processing", "Downloading", "Transcribing"])
        {
            await _road.PutWord(job, page, word);
            // The attempt that is under way has the old word still; the one after it has the new one.
            var hits = outage.Hits;
            await Eventually.True(() => outage.Hits > hits + 2, SenderFixture.Limit, () => "attempts during the outage");
        }

        outage.Release();
        await _road.Empty();

        Assert.Equal(["Transcribing"], _road.Notion.StatusHistory(page).Select(change => change.Word));
    }

    [Fact]
    public async Task One_call_that_hangs_holds_up_no_other_page()
    {
        var (slow, quick) = (_road.AddRow(), _road.AddRow());
        using var held = _road.Sandbox.Faults.HoldAt("PATCH", slow);
        await _road.PutWord(await _road.AddJob(slow), slow, "Processing");
        await _road.Start();
        await held.Reached;

        await _road.PutWord(await _road.AddJob(quick), quick, "Processing");
        await Eventually.True(() => _road.Notion.GetText(quick, "Status") == "Processing", SenderFixture.Limit, () => "the other page");

        Assert.Equal("", _road.Notion.GetText(slow, "Status"));
    }

    [Fact]
    public async Task The_sender_survives_an_outbox_that_cannot_be_read()
    {
        var page = _road.AddRow();
        await _road.PutWord(await _road.AddJob(page), page, "Processing");
        await _road.Sql("alter table board_outbox rename to away");

        await _road.Start();
        await Eventually.True(() => _road.Log.Of(LogLevel.Error).Any(line => line.Contains("outbox", StringComparison.Ordinal)), SenderFixture.Limit, () => "the failure in the log");
        await _road.Sql("alter table away rename to board_outbox");
        await _road.Empty();

        Assert.Equal("Processing", _road.Notion.GetText(page, "Status"));
    }

    [Fact]
    public async Task What_was_not_sent_before_a_stop_is_sent_after_the_next_start()
    {
        var page = _road.AddRow();
        using var held = _road.Sandbox.Faults.HoldAt("PATCH", page);
        await _road.PutWord(await _road.AddJob(page), page, "Processing");
        await _road.Start();
        await held.Reached;

        await _road.Stop();
        Assert.Equal(1, (await _road.Outbox.Depth(TestContext.Current.CancellationToken)).Count);
        held.Release();
        await _road.Start();
        await _road.Empty();

        Assert.Equal("Processing", _road.Notion.GetText(page, "Status"));
    }

    /// <summary>Every kind of trouble, one after the other, spread over the calls to come.</summary>
    private void Storm()
    {
        (FaultKind Kind, int Status)[] troubles =
        [
            (FaultKind.Status, 429), (FaultKind.StatusAfterCommit, 503), (FaultKind.CutAfterCommit, 0), (FaultKind.Status, 502),
            (FaultKind.CutBeforeCommit, 0), (FaultKind.Status, 409), (FaultKind.StatusAfterCommit, 504), (FaultKind.Status, 529),
        ];
        foreach (var (kind, status) in troubles)
            _road.Sandbox.Faults.Add(new FaultRule { Method = "PATCH", PathPattern = "/v1/", Kind = kind, StatusCode = status, RetryAfter = status is 429 or 529 ? 0 : null, Times = 1 });
        _road.Sandbox.Faults.Add(new FaultRule { Method = "GET", PathPattern = "/v1/", Kind = FaultKind.Status, StatusCode = 502, Skip = 3, Times = 2 });
    }
}
