using Pipeline.Core.Board;
using Pipeline.Core.Jobs;
using Pipeline.Sandbox.Faults;

namespace Pipeline.Tests.Board;

/// <summary>The worker ends between any two calls of a publish, before and after the call has taken effect: the page ends complete all the
/// same, with nothing twice and <i>Complete</i> last. (The executable itself is killed in EndToEnd/CrashTests.)</summary>
public sealed class KilledPublishTests : IAsyncLifetime
{
    private readonly SenderFixture _road = new();

    public ValueTask InitializeAsync() => _road.InitializeAsync();

    public ValueTask DisposeAsync() => _road.DisposeAsync();

    [Theory]
    [InlineData(FaultKind.Hold)]
    [InlineData(FaultKind.HoldAfterCommit)]
    public async Task Killed_at_any_call_into_the_row_it_came_from(FaultKind kind)
    {
        for (var call = 0; ; call++)
        {
            var page = _road.AddRow();
            var job = await _road.AddJob(page);
            await _road.Put(job, SenderFixture.Transcript(page, 130), SenderFixture.FinalWord(page, "Complete"));
            var reached = await _road.KilledAt(call, kind);

            AssertComplete(page);
            if (!reached) return;
        }
    }

    [Theory]
    [InlineData(FaultKind.Hold)]
    [InlineData(FaultKind.HoldAfterCommit)]
    public async Task Killed_at_any_call_of_a_page_that_has_to_be_made(FaultKind kind)
    {
        for (var call = 0; ; call++)
        {
            var origin = _road.Notion.AddPage(_road.Origins.DataSourceId, new Dictionary<string, string?> { ["Status"] = "Open" });
            var job = await _road.AddJob(origin, "make");
            var made = _road.Notion.Rows(_road.Table.DataSourceId).Count;
            await _road.Put(job, NewPage(job, origin, $"Talk {call}"));
            var reached = await _road.KilledAt(call, kind);

            Assert.Equal(made + 1, _road.Notion.Rows(_road.Table.DataSourceId).Count);
            var page = (await _road.Jobs.Find(job, TestContext.Current.CancellationToken))!.ResultPageId!;
            AssertComplete(page);
            Assert.EndsWith(page.Replace("-", "", StringComparison.Ordinal), _road.Notion.GetText(origin, "Transcript"), StringComparison.Ordinal);
            if (!reached) return;
        }
    }

    private static BoardWrite[] NewPage(JobId job, string origin, string title)
    {
        var page = BoardTarget.Unmade(job);
        return
        [
            new BoardWrite.NewPage(page, "make", title, new Dictionary<string, BoardValue>()),
            SenderFixture.Transcript(page, 130) with { Channel = "make" },
            SenderFixture.FinalWord(page, "Complete", "make"),
            new BoardWrite.OriginLink(page, "make", origin, title),
        ];
    }

    private void AssertComplete(string page)
    {
        Assert.Equal(SenderFixture.Transcript(page, 130).Paragraphs.Select(p => p.Text), Assert.Single(_road.Notion.Blocks(page)).Children.Select(c => c.Text));
        Assert.Equal("Complete", Assert.Single(_road.Notion.StatusHistory(page).Select(c => c.Word).Distinct()));
        var writes = _road.Sandbox.Journal.Entries.Where(e => e.Method is "PATCH" or "DELETE" && e.Status == 200).ToList();
        var final = writes.FindIndex(e => e.Target == $"/v1/pages/{page}" && e.Body.Contains("Complete", StringComparison.Ordinal));
        Assert.True(final > writes.FindLastIndex(e => e.Target.Contains("/children", StringComparison.Ordinal)));
    }
}
