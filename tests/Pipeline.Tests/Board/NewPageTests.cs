using Pipeline.Core.Board;
using Pipeline.Core.Jobs;
using Pipeline.Sandbox.Faults;

namespace Pipeline.Tests.Board;

/// <summary>Pages of channels that make pages: one per job, whatever happens at <c>POST /pages</c>.</summary>
public sealed class NewPageTests : IAsyncLifetime
{
    private readonly SenderFixture _road = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _road.InitializeAsync();

    public ValueTask DisposeAsync() => _road.DisposeAsync();

    [Fact]
    public async Task A_page_gets_its_columns_its_text_the_final_word_and_then_the_origin_gets_its_link()
    {
        var (job, origin) = await Publish();

        await _road.Start();
        await _road.Empty();

        var page = await OnlyPage(job);
        Assert.Equal(["Talk", "Complete"], new[] { "Name", "Status" }.Select(column => _road.Notion.GetText(page, column)));
        Assert.Equal(["Hello."], _road.Notion.Blocks(page).Single().Children.Select(block => block.Text));
        Assert.Equal($"https://www.notion.so/{page.Replace("-", "", StringComparison.Ordinal)}", _road.Notion.GetText(origin, "Transcript"));
        Assert.Equal("Open", _road.Notion.GetText(origin, "Status"));
        Assert.Equal(["POST /v1/pages", "PATCH body", "PATCH page", "PATCH origin"], Writes(page, origin));
        Assert.Equal("Videos", (await _road.Jobs.Find(job, Ct))!.ResultDatabase);
    }

    [Theory]
    [InlineData(FaultKind.StatusAfterCommit, 503)]
    [InlineData(FaultKind.StatusAfterCommit, 502)]
    [InlineData(FaultKind.CutAfterCommit, 0)]
    [InlineData(FaultKind.CutBeforeCommit, 0)]
    [InlineData(FaultKind.Status, 504)]
    [InlineData(FaultKind.Status, 429)]
    public async Task An_answer_that_never_came_makes_neither_two_pages_nor_none(FaultKind kind, int status)
    {
        using var fault = _road.Sandbox.Faults.Add(new FaultRule
        {
            Method = "POST", PathPattern = "/v1/pages", Kind = kind, StatusCode = status, RetryAfter = status == 429 ? 0 : null, Times = 2,
        });
        var (job, _) = await Publish();

        await _road.Start();
        await _road.Empty();

        Assert.Equal("Complete", _road.Notion.GetText(await OnlyPage(job), "Status"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_worker_that_ends_between_the_call_and_the_record_makes_one_page(bool afterCommit)
    {
        using var held = _road.Sandbox.Faults.Add(new FaultRule
        {
            Method = "POST", PathPattern = "/v1/pages", Kind = afterCommit ? FaultKind.HoldAfterCommit : FaultKind.Hold, Times = 1,
        });
        var (job, _) = await Publish();
        await _road.Start();
        await held.Reached;
        await _road.Stop();

        await _road.Start();
        await _road.Empty();

        Assert.Equal("Complete", _road.Notion.GetText(await OnlyPage(job), "Status"));
    }

    [Fact]
    public async Task Two_jobs_of_one_title_whose_answers_were_lost_get_a_page_each()
    {
        using var fault = _road.Sandbox.Faults.Add(new FaultRule { Method = "POST", PathPattern = "/v1/pages", Kind = FaultKind.CutAfterCommit, Times = 2 });
        var (first, _) = await Publish();
        var (second, _) = await Publish();

        await _road.Start();
        await _road.Empty();

        string[] pages = [(await _road.Jobs.Find(first, Ct))!.ResultPageId!, (await _road.Jobs.Find(second, Ct))!.ResultPageId!];
        Assert.Equal(_road.Notion.Rows(_road.Table.DataSourceId).Order(), pages.Order());
        Assert.Equal(2, pages.Distinct().Count());
        Assert.All(pages, page => Assert.Equal("Complete", _road.Notion.GetText(page, "Status")));
    }

    [Fact]
    public async Task A_page_of_the_same_title_that_a_person_made_is_not_taken()
    {
        using var fault = _road.Sandbox.Faults.Add(new FaultRule { Method = "POST", PathPattern = "/v1/pages", Kind = FaultKind.CutBeforeCommit, Times = 1 });
        var theirs = _road.Notion.AddPage(_road.Table.DataSourceId, new Dictionary<string, string?> { ["Name"] = "Talk" });
        var (job, _) = await Publish();

        await _road.Start();
        await _road.Empty();

        Assert.NotEqual(theirs, (await _road.Jobs.Find(job, Ct))!.ResultPageId);
        Assert.Equal("", _road.Notion.GetText(theirs, "Status"));
    }

    [Fact]
    public async Task A_second_run_writes_onto_the_page_that_is_there()
    {
        var (job, origin) = await Publish("Error");
        await _road.Start();
        await _road.Empty();

        await _road.Put(job, Page(job, origin, "Complete"));
        await _road.Empty();

        Assert.Equal("Complete", _road.Notion.GetText(await OnlyPage(job), "Status"));
    }

    [Fact]
    public async Task A_second_run_makes_a_new_page_where_a_person_threw_the_first_one_away()
    {
        var (job, origin) = await Publish();
        await _road.Start();
        await _road.Empty();
        var first = await OnlyPage(job);
        _road.Notion.Trash(first);

        await _road.Put(job, Page(job, origin, "Complete"));
        await _road.Empty();

        var second = (await _road.Jobs.Find(job, Ct))!.ResultPageId!;
        Assert.NotEqual(first, second);
        Assert.Equal($"https://www.notion.so/{second.Replace("-", "", StringComparison.Ordinal)}", _road.Notion.GetText(origin, "Transcript"));
    }

    [Fact]
    public async Task The_databases_default_template_is_used_and_the_text_stands_behind_it()
    {
        _road.Notion.SetDefaultTemplate(_road.Table.DataSourceId, "Talk", "Who was there?");
        var (job, _) = await Publish();

        await _road.Start();
        await _road.Empty();

        Assert.Equal(["Who was there?", $"Transcript · #{job.Short}-1"], _road.Notion.Blocks(await OnlyPage(job)).Select(block => block.Text));
    }

    private async Task<(JobId Job, string Origin)> Publish(string word = "Complete")
    {
        var origin = _road.Notion.AddPage(_road.Origins.DataSourceId, new Dictionary<string, string?> { ["Status"] = "Open" });
        var job = await _road.AddJob(origin, "make");
        await _road.Put(job, Page(job, origin, word));
        return (job, origin);
    }

    private static BoardWrite[] Page(JobId job, string origin, string word)
    {
        var page = BoardTarget.Unmade(job);
        return
        [
            new BoardWrite.NewPage(page, "make", "Talk", new Dictionary<string, BoardValue> { [FieldKey.ProcessErrors] = new BoardValue.Text("none") }),
            new BoardWrite.Transcript(page, "make", "Transcript", [new PageParagraph("", null, [new TextRun("Hello.")])]) { Whole = true },
            SenderFixture.FinalWord(page, word, "make"),
            new BoardWrite.OriginLink(page, "make", origin, "Talk"),
        ];
    }

    private async Task<string> OnlyPage(JobId job)
    {
        var page = Assert.Single(_road.Notion.Rows(_road.Table.DataSourceId));
        Assert.Equal(page, (await _road.Jobs.Find(job, Ct))!.ResultPageId);
        return page;
    }

    private IEnumerable<string> Writes(string page, string origin) => _road.Sandbox.Journal.Entries
        .Where(e => e.Method is "POST" or "PATCH")
        .Select(e => $"{e.Method} {e.Target}".Replace($"/v1/pages/{page}", "page", StringComparison.Ordinal)
            .Replace($"/v1/pages/{origin}", "origin", StringComparison.Ordinal).Replace($"/v1/blocks/{page}/children", "body", StringComparison.Ordinal));
}
