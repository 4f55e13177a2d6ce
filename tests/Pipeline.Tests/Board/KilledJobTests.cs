using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;
using Pipeline.Core.Stages;
using Pipeline.Core.Transcripts;
using Pipeline.Sandbox.Faults;
using Pipeline.Sandbox.Journal;
using Pipeline.Sandbox.Notion;
using Pipeline.Tests.Transcripts;
using Transcript = Pipeline.Core.Transcripts.Transcript;

namespace Pipeline.Tests.Board;

/// <summary>As <see cref="KilledPublishTests"/>, with the product's own writes and all that a channel can ask for: a video fails, is transcribed, and is
/// transcribed again with another model. In each of these the worker ends at the n-th call, for every n that there is.</summary>
public sealed class KilledJobTests : IAsyncLifetime
{
    private const int Paragraphs = 130;
    private static readonly DateTimeOffset Accepted = new(2026, 11, 25, 10, 0, 0, TimeSpan.Zero);
    private readonly SenderFixture _road = new();
    private NotionDatabase _talks = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _road.InitializeAsync();

    public ValueTask DisposeAsync() => _road.DisposeAsync();

    [Theory]
    [InlineData(ChannelAction.UpdateOrigin, ErrorDetails.Toggle, FaultKind.Hold)]
    [InlineData(ChannelAction.UpdateOrigin, ErrorDetails.Toggle, FaultKind.HoldAfterCommit)]
    [InlineData(ChannelAction.UpdateOrigin, ErrorDetails.Comment, FaultKind.Hold)]
    [InlineData(ChannelAction.UpdateOrigin, ErrorDetails.Comment, FaultKind.HoldAfterCommit)]
    [InlineData(ChannelAction.CreateNewPage, ErrorDetails.Toggle, FaultKind.Hold)]
    [InlineData(ChannelAction.CreateNewPage, ErrorDetails.Toggle, FaultKind.HoldAfterCommit)]
    [InlineData(ChannelAction.CreateNewPage, ErrorDetails.Comment, FaultKind.Hold)]
    [InlineData(ChannelAction.CreateNewPage, ErrorDetails.Comment, FaultKind.HoldAfterCommit)]
    public async Task Killed_at_any_call_of_a_failure_a_publish_and_a_second_publish(ChannelAction action, ErrorDetails details, FaultKind kind)
    {
        var channel = await Channel(action, details);
        var call = 0;
        for (var reached = true; reached; call++)
        {
            var row = _road.Notion.AddPage(action == ChannelAction.CreateNewPage ? _road.Origins.DataSourceId : _talks.DataSourceId, new Dictionary<string, string?>());
            var rows = _road.Notion.Rows(_talks.DataSourceId).Count + (action == ChannelAction.CreateNewPage ? 1 : 0);
            var id = await _road.AddJob(row, channel.Name);

            reached = await Step(id, channel, call, kind, failed: true, job => BoardUpdates.Failure(job, channel, new(ErrorClass.Access, "private", "The video is private.", "HTTP 403"), Accepted, Log(1)));
            var page = await Page(id, row, action);
            AssertFailed(page, details);

            if (action == ChannelAction.UpdateOrigin)
                reached |= await Step(id, channel, call, kind, failed: true, job => [PageTranscript.Growing(page, channel, [.. PageTranscript.Paragraphs(Passages.Of(Talk("first", 120)), job).SkipLast(1)])]);
            reached |= await Step(id, channel, call, kind, failed: false, job => Publish(job, channel, Talk("first", Paragraphs), lines: 2));
            AssertDone(page, details, "first", lines: 3);

            reached |= await Step(id, channel, call, kind, failed: false, job => Publish(job, channel, Talk("second", Paragraphs), lines: 4));
            AssertDone(page, details, "second", lines: 5);

            Assert.Equal(page, await Page(id, row, action));
            Assert.Equal(rows, _road.Notion.Rows(_talks.DataSourceId).Count);
            Assert.Equal(["Error", "Complete"], Words(page));
            if (action == ChannelAction.CreateNewPage)
                Assert.EndsWith(page.Replace("-", "", StringComparison.Ordinal), _road.Notion.GetText(row, "Transcript"), StringComparison.Ordinal);
        }

        Assert.True(call > 9, $"Only {call - 1} calls were found to end at.");
    }

    /// <summary>Puts writes in as a stage does, sends them with a death at that call, and looks at the order: the final word comes after all that stands on the page.</summary>
    private async Task<bool> Step(JobId id, Channel channel, int call, FaultKind kind, bool failed, Func<VideoJob, IReadOnlyList<BoardWrite>> writes)
    {
        var before = _road.Sandbox.Journal.Entries.Count;
        await _road.Put(id, [.. writes((await _road.Jobs.Find(id, Ct))!)]);
        var reached = await _road.KilledAt(call, kind);
        if (failed) return reached;

        var made = _road.Sandbox.Journal.Entries.Skip(before).Where(e => e.Method is "PATCH" or "DELETE" or "POST").ToList();
        var final = made.FindIndex(e => e.Method == "PATCH" && e.Target.StartsWith("/v1/pages/", StringComparison.Ordinal) && e.Body.Contains(channel.StatusWords.Complete, StringComparison.Ordinal));
        Assert.True(final > made.FindLastIndex(IsContent), "The final word was written before: " + made.FindLast(IsContent)?.Target);
        return reached;
    }

    private static bool IsContent(JournalEntry call) =>
        call.Target.StartsWith("/v1/blocks/", StringComparison.Ordinal) || call.Target.StartsWith("/v1/comments", StringComparison.Ordinal) || call is { Method: "POST", Target: "/v1/pages" };

    private void AssertFailed(string page, ErrorDetails details)
    {
        Assert.Equal(("Error", "The video is private."), (_road.Notion.GetText(page, "Status"), _road.Notion.GetText(page, "Errors")));
        Assert.Equal(details == ErrorDetails.Toggle ? ["Error details", "Processing log"] : ["Processing log"], Headings(page));
        AssertComments(page, details);
    }

    private void AssertDone(string page, ErrorDetails details, string word, int lines)
    {
        Assert.Equal(("Complete", ""), (_road.Notion.GetText(page, "Status"), _road.Notion.GetText(page, "Errors")));
        Assert.Equal(["Processing log", "Transcript"], Headings(page));
        Assert.Equal(lines, Toggle(page, "Processing log").Children.Count);
        Assert.Equal(Enumerable.Range(0, Paragraphs).Select(n => $"{word} {n}."), Toggle(page, "Transcript").Children.Select(c => c.Text[(c.Text.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
        AssertComments(page, details);
    }

    private void AssertComments(string page, ErrorDetails details) => Assert.Equal(details == ErrorDetails.Comment ? 1 : 0, _road.Notion.Comments(page).Count);

    private IEnumerable<string> Headings(string page) => _road.Notion.Blocks(page).Select(b => b.Text.Split(" · ")[0]).Order();

    private NotionBlock Toggle(string page, string heading) => _road.Notion.Blocks(page).Single(b => b.Text.StartsWith(heading, StringComparison.Ordinal));

    /// <summary>A write without an answer is repeated; that says nothing twice.</summary>
    private IEnumerable<string?> Words(string page)
    {
        string? last = null;
        foreach (var (word, _) in _road.Notion.StatusHistory(page).Select(c => (c.Word, c)))
            if (word != last) yield return last = word;
    }

    private async Task<string> Page(JobId id, string row, ChannelAction action) =>
        action == ChannelAction.UpdateOrigin ? row : (await _road.Jobs.Find(id, Ct))!.ResultPageId!;

    private static IReadOnlyList<BoardWrite> Publish(VideoJob job, Channel channel, Transcript transcript, int lines) =>
        PublishedPage.Of(BoardTarget.Results(job, channel)!, job, channel, transcript, [], Log(lines), Accepted.AddHours(1));

    private static JobLogLine[] Log(int lines) => [.. Enumerable.Range(0, lines).Select(n => new JobLogLine(Accepted.AddMinutes(n), $"Line {n}"))];

    /// <summary>A paragraph a minute.</summary>
    private static Transcript Talk(string word, int paragraphs) =>
        TranscriptSamples.Of([.. Enumerable.Range(0, paragraphs).Select(n => TranscriptSamples.Spoken(n * 60, (n * 60) + 20, $"{word} {n}."))]);

    private async Task<Channel> Channel(ChannelAction action, ErrorDetails details)
    {
        _talks = _road.Notion.AddDatabase("Talks", new NotionSchema().Add("Name", "title").Select("Status").Add("Errors", "rich_text").Add("Day", "date").Add("Text", "rich_text").Add("Attempts", "number"));
        var channel = new Channel
        {
            Name = "talks", Action = action, Database = _talks.DatabaseId, ErrorDetails = details, ProcessingLog = true,
            FieldMap = new Dictionary<string, string>
            {
                [FieldKey.Status] = "Status", [FieldKey.ProcessErrors] = "Errors", [FieldKey.Date] = "Day", [FieldKey.TranscriptText] = "Text", [FieldKey.Attempts] = "Attempts",
            },
            Origin = action == ChannelAction.CreateNewPage ? new ChannelOrigin { FieldMap = new Dictionary<string, string> { [FieldKey.PageLink] = "Transcript" } } : null,
        };
        _road.MoreChannels = [channel];
        await _road.Restart();
        return channel;
    }
}
