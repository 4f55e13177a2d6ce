using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;
using Pipeline.Sandbox.Faults;
using Pipeline.Sandbox.Journal;
using Pipeline.Sandbox.Notion;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Board;

/// <summary>Three hours without Notion, on a clock that is moved minute by minute.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private const string Videos = "videos";
    private const int Hours = 3;
    private readonly ManualTime _time = new();
    private readonly SenderFixture _road;
    private NotionDatabase _table = null!;

    public OutageTests() => _road = new SenderFixture { Clock = _time };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _road.InitializeAsync();
        _table = _road.Notion.AddDatabase("Outage", new NotionSchema().Add("Name", "title").Select("Status", "Queued").Add("Errors", "rich_text").Percent("Progress"));
        _road.MoreChannels =
        [
            new Channel
            {
                Name = Videos, Action = ChannelAction.UpdateOrigin, Database = _table.DatabaseId,
                FieldMap = new Dictionary<string, string> { [FieldKey.Status] = "Status", [FieldKey.ProcessErrors] = "Errors", [FieldKey.Progress] = "Progress" },
            },
        ];
        // One page at a time shows the order. The clock is moved by minutes: looks every 50 ms of it would be thousands.
        await _road.Restart(settings: [("Board:ConcurrentPages", "1"), ("Board:LookEveryMilliseconds", "60000"), ("Board:FirstRetrySeconds", "1"), ("Board:LongestRetrySeconds", "60"), ("Notion:SchemaMaxAgeMinutes", "10")]);
        await _road.Start();
    }

    public ValueTask DisposeAsync() => _road.DisposeAsync();

    [Theory]
    [InlineData(FaultKind.Status)]
    [InlineData(FaultKind.CutBeforeCommit)]
    public async Task After_three_hours_without_Notion_everything_arrives_in_the_right_order(FaultKind kind)
    {
        var moving = await Start(2);
        var growing = await Start(2);
        var ending = await Start(2);
        var failing = await Start(2);
        var onTheWay = await Start(2);
        await Arrive();
        var before = _road.Sandbox.Journal.Entries.Count;
        var outage = _road.Sandbox.Faults.Add(new FaultRule { PathPattern = "/v1/", Kind = kind, StatusCode = 503 });

        // Whoever comes first in the outbox is not who is to be first on the board.
        await Each(growing, (job, page) => _road.Put(job, Text(page, 2) with { Whole = false }));
        await Each(moving, (job, page) => _road.Put(job, Progress(page, 1)));
        for (var minute = 1; minute <= Hours * 60; minute++)
        {
            if (minute == 10) await Each(ending, (job, page) => _road.Put(job, Text(page, 3), Words(page, ("Status", "Complete")) with { AfterTranscript = true }));
            if (minute == 20) await Each(onTheWay, (job, page) => _road.Put(job, Words(page, ("Status", "Downloading"))));
            if (minute == 170) await Each(onTheWay, (job, page) => _road.Put(job, Words(page, ("Status", "Transcribing"))));
            if (minute == 175) await Each(failing, (job, page) => _road.Put(job, Words(page, ("Status", "Error"), ("Errors", "The video is private."))));
            if (minute % 15 == 0) await Each(moving, (job, page) => _road.Put(job, Progress(page, minute / 2)));
            _time.Advance(TimeSpan.FromMinutes(1));
            // The clock is fast and Notion answers in true time: now and then the sender is waited for.
            if (minute % 90 == 0) await Tried(outage);
        }

        // Each page has been tried by now, or it would not be known that all of them wait for one and the same thing.
        await Eventually.True(
            async () =>
            {
                Tick();
                return (await _road.Outbox.Troubles(Ct)).Sum(t => t.Pages) == 10;
            },
            SenderFixture.Limit, () => "an attempt for each page");
        await Tried(outage);
        outage.Release();
        await Arrive();

        Assert.All(onTheWay, v => Assert.Equal(["Processing", "Transcribing"], _road.Notion.StatusHistory(v.Page).Select(c => c.Word)));
        Assert.All(failing, v => Assert.Equal(("Error", "The video is private."), (_road.Notion.GetText(v.Page, "Status"), _road.Notion.GetText(v.Page, "Errors"))));
        Assert.All(moving, v => Assert.Equal(("Processing", "0.9"), (_road.Notion.GetText(v.Page, "Status"), _road.Notion.GetText(v.Page, "Progress"))));
        Assert.All(growing, v => Assert.Equal(Text(v.Page, 2).Paragraphs.Select(p => p.Text), Paragraphs(v.Page)));
        Assert.All(ending, v => Assert.Equal(Text(v.Page, 3).Paragraphs.Select(p => p.Text), Paragraphs(v.Page)));
        Assert.All(ending, v => Assert.Equal(["text", "final"], Arrived(before).Where(a => a.Page == v.Page).Select(a => a.What)));

        // Whose turn it happened to be when Notion came back is the first; with that it is known that all are due.
        var arrived = Arrived(before).ToList();
        Assert.Equal(12, arrived.Count);
        var order = arrived.Where(a => a.Page != arrived[0].Page).Select(a => a.What switch { "word" => 0, "text" or "final" => 1, _ => 2 }).ToList();
        Assert.Equal(order.Order(), order);
    }

    private async Task<IReadOnlyList<(JobId Job, string Page)>> Start(int count)
    {
        var videos = new List<(JobId, string)>();
        for (var n = 0; n < count; n++)
        {
            var page = _road.Notion.AddPage(_table.DataSourceId, new Dictionary<string, string?>());
            var job = await _road.AddJob(page, Videos);
            await _road.Put(job, Words(page, ("Status", "Processing")));
            videos.Add((job, page));
        }

        return videos;
    }

    private static async Task Each(IReadOnlyList<(JobId Job, string Page)> videos, Func<JobId, string, Task> step)
    {
        foreach (var (job, page) in videos) await step(job, page);
    }

    /// <summary>Twice: the first call may have been under way, perhaps with the word before.</summary>
    private async Task Tried(Fault outage)
    {
        var hits = outage.Hits;
        await Eventually.True(
            () =>
            {
                Tick();
                return outage.Hits > hits + 1;
            },
            SenderFixture.Limit, () => "more attempts");
    }

    /// <summary>Small steps: Notion answers in true time, and shall not seem to be silent for minutes.</summary>
    private void Tick()
    {
        _time.Advance(TimeSpan.FromSeconds(2));
        _road.Signal.Notify();
    }

    private Task Arrive() => Eventually.True(
        async () =>
        {
            Tick();
            return (await _road.Outbox.Depth(Ct)).Count == 0;
        },
        SenderFixture.Limit, () => "an empty outbox");

    /// <summary>What Notion took, one line a write: the first of the calls that a text takes.</summary>
    private IEnumerable<(string Page, string What)> Arrived(int since)
    {
        var toggles = _road.Notion.Rows(_table.DataSourceId).SelectMany(page => _road.Notion.Blocks(page).Select(block => (block.Id, page))).ToDictionary();
        var seen = new HashSet<(string, string)>();
        foreach (var call in _road.Sandbox.Journal.Entries.Skip(since).Where(e => e is { Method: "PATCH", Status: 200 }))
        {
            var id = call.Target.Split('/')[3];
            var arrived = (toggles.GetValueOrDefault(id, id), What(call));
            if (seen.Add(arrived)) yield return arrived;
        }
    }

    private static string What(JournalEntry call) => call switch
    {
        _ when call.Target.StartsWith("/v1/blocks/", StringComparison.Ordinal) => call.Body.Contains("being written", StringComparison.Ordinal) ? "growth" : "text",
        _ when call.Body.Contains("Complete", StringComparison.Ordinal) => "final",
        _ when call.Body.Contains("\"Status\"", StringComparison.Ordinal) => "word",
        _ => "progress",
    };

    private IEnumerable<string> Paragraphs(string page) => Assert.Single(_road.Notion.Blocks(page)).Children.Select(c => c.Text);

    private static BoardWrite.Transcript Text(string page, int paragraphs)
    {
        var text = SenderFixture.Transcript(page, paragraphs) with { Channel = Videos };
        return paragraphs < 3 ? text with { Heading = "Transcript · being written" } : text;
    }

    private static BoardWrite.Values Progress(string page, int percent) =>
        new(page, Videos, new Dictionary<string, BoardValue> { [FieldKey.Progress] = new BoardValue.Percent(percent) });

    private static BoardWrite.Values Words(string page, params (string Column, string Text)[] cells) => new(
        page, Videos, cells.ToDictionary(c => c.Column == "Status" ? FieldKey.Status : FieldKey.ProcessErrors, BoardValue (c) => new BoardValue.Text(c.Text)));
}
