using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Core.Intake;
using Pipeline.Core.Jobs;
using Pipeline.Tests.Storage;

namespace Pipeline.Tests.Intake;

/// <summary>Which rows of a table that has been in use are taken, over a real database.</summary>
public sealed class FirstContactTests : IAsyncLifetime
{
    private static readonly Channel Talks = new()
    {
        Name = "talks", Action = ChannelAction.UpdateOrigin, Database = "248104cd-477e-80fd-b757-e945d38000bd", Trigger = new ChannelTrigger.Word("Queued"),
        FieldMap = new Dictionary<string, string> { [FieldKey.Status] = "Status", [FieldKey.VideoUrl] = "URL" },
    };

    private TestStorage _db = null!;
    private FirstContact _first = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _db = await TestStorage.Sqlite();
        _first = new FirstContact(_db.FirstContacts, NullLogger<FirstContact>.Instance);
    }

    public ValueTask DisposeAsync() => _db.DisposeAsync();

    [Fact]
    public async Task Rows_that_asked_before_are_left_alone_and_rows_that_ask_later_are_taken()
    {
        Assert.Empty(await Poll(ExistingRows.OnlyNew, "a", "b"));
        Assert.Equal(["c"], await Poll(ExistingRows.OnlyNew, "a", "b", "c"));
    }

    [Fact]
    public async Task A_table_where_nothing_asks_yet_leaves_nothing_alone()
    {
        Assert.Empty(await Poll(ExistingRows.OnlyNew));
        Assert.Equal(["a"], await Poll(ExistingRows.OnlyNew, "a"));
    }

    [Fact]
    public async Task A_row_that_a_person_sets_again_is_taken()
    {
        await Poll(ExistingRows.OnlyNew, "a", "b");
        await Poll(ExistingRows.OnlyNew, "b");
        Assert.Equal(["a"], await Poll(ExistingRows.OnlyNew, "a", "b"));
    }

    [Fact]
    public async Task A_row_that_gets_another_link_is_taken()
    {
        await Poll(ExistingRows.OnlyNew, "a", "b");
        BoardRow[] asking = [Row("a") with { VideoUrl = "https://video.example/other" }, Row("b")];
        Assert.Equal(["a"], (await _first.Sift(Talks, asking, ExistingRows.OnlyNew, Ct)).Select(r => r.PageId));
    }

    [Fact]
    public async Task The_decision_outlives_the_process_and_the_setting()
    {
        await Poll(ExistingRows.OnlyNew, "a");
        _first = new FirstContact(new Pipeline.Adapters.Storage.FirstContacts(_db.Database, _db.Clock), NullLogger<FirstContact>.Instance);
        Assert.Empty(await Poll(ExistingRows.All, "a"));
    }

    [Fact]
    public async Task All_takes_everything_also_after_it_was_decided_otherwise()
    {
        await Poll(ExistingRows.OnlyNew, "a", "b");
        await _first.Decide(Talks, [Row("a"), Row("b")], ExistingRows.All, Ct);
        Assert.Equal(["a", "b"], await Poll(ExistingRows.OnlyNew, "a", "b"));
    }

    [Fact]
    public async Task Since_a_day_takes_the_rows_made_on_that_day_or_later()
    {
        BoardRow[] asking =
        [
            Row("old") with { CreatedAt = new DateTimeOffset(2026, 10, 31, 23, 59, 0, TimeSpan.Zero) },
            Row("new") with { CreatedAt = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero) },
        ];
        var taken = await _first.Sift(Talks, asking, ExistingRows.Parse("since=2026-11-01")!, Ct);
        Assert.Equal(["new"], taken.Select(r => r.PageId));
    }

    /// <summary>Somebody renames the option: no row asks any more. When it is named right again, all of them do.</summary>
    [Fact]
    public async Task Hundreds_of_rows_that_cease_to_ask_at_once_were_not_touched_by_a_person()
    {
        string[] old = [.. Enumerable.Range(0, 500).Select(n => $"row-{n}")];
        await Poll(ExistingRows.OnlyNew, old);
        await Poll(ExistingRows.OnlyNew);
        Assert.Empty(await Poll(ExistingRows.OnlyNew, old));
    }

    [Fact]
    public async Task Among_edited_rows_an_old_one_is_taken_once_it_has_ceased_to_ask_or_has_another_link_and_a_new_one_at_once()
    {
        await Poll(ExistingRows.OnlyNew, "a", "b", "c");
        Assert.Equal(["new"], await PollEdited(Row("a"), Row("b") with { Asks = false }, Row("new"), Row("done") with { Asks = false }));
        Assert.Equal(["b", "c"], await PollEdited(Row("a"), Row("b"), Row("c") with { VideoUrl = "https://video.example/other" }));
        Assert.Equal(["b", "c"], await Poll(ExistingRows.OnlyNew, "a", "b", "c"));
    }

    [Fact]
    public async Task Many_old_rows_that_are_edited_and_ask_no_more_are_left_to_a_look_at_the_whole_table()
    {
        string[] old = [.. Enumerable.Range(0, 500).Select(n => $"row-{n}")];
        await Poll(ExistingRows.OnlyNew, old);
        Assert.Null(await _first.SiftEdited(Talks, [.. old.Take(26).Select(page => Row(page) with { Asks = false })], Ct));
        Assert.Equal(500, await _first.LeftAlone([Talks], Ct));
    }

    [Fact]
    public async Task Another_trigger_is_another_first_contact()
    {
        await Poll(ExistingRows.All, "a");
        var empty = Talks with { Trigger = new ChannelTrigger.EmptyStatus() };
        Assert.Empty(await _first.Sift(empty, [Row("x"), Row("y")], ExistingRows.OnlyNew, Ct));
    }

    [Fact]
    public async Task The_cost_is_reckoned_until_a_video_is_finished_and_measured_then()
    {
        Assert.Contains("4 rows ask already: about 2 h of video, 0.3 h of work and 3 GB (reckoned", (await _first.Backlog(4, Ct)).ToString(), StringComparison.Ordinal);
        await Finished(TimeSpan.FromHours(1), TimeSpan.FromMinutes(12), 2_000_000_000);
        Assert.Equal("4 rows ask already: about 4 h of video, 0.8 h of work and 8 GB (the average of 1 finished here).", (await _first.Backlog(4, Ct)).ToString());
    }

    [Theory]
    [InlineData("all", "all")]
    [InlineData("NEW", "new")]
    [InlineData("since=2026-11-01", "since=2026-11-01")]
    [InlineData("since=01.11.2026", null)]
    [InlineData("some", null)]
    [InlineData("", null)]
    public void The_choice_is_read_as_it_is_written(string text, string? read) => Assert.Equal(read, ExistingRows.Parse(text)?.ToString());

    private async Task<IEnumerable<string>> Poll(ExistingRows unasked, params string[] asking) =>
        (await _first.Sift(Talks, [.. asking.Select(Row)], unasked, Ct)).Select(r => r.PageId);

    private async Task<IEnumerable<string>> PollEdited(params BoardRow[] edited) => (await _first.SiftEdited(Talks, edited, Ct))!.Select(r => r.PageId);

    private static BoardRow Row(string page) => new(page, "https://video.example/" + page, null) { Asks = true };

    private async Task Finished(TimeSpan length, TimeSpan work, long bytes)
    {
        var id = JobId.New(_db.Clock.Now);
        await _db.Jobs.Insert(new VideoJob { Id = id, Source = SourceKind.Web, SourceUrl = "https://video.example/1", Channel = "talks", AcceptedAt = _db.Clock.Now, DueAt = _db.Clock.Now }, Ct);
        await _db.Jobs.Claim(id, "run", _db.Clock.Now, Ct);
        await _db.Execute("update jobs set duration_seconds = @Seconds where id = @Id", new { Id = id.ToString(), Seconds = length.TotalSeconds });
        Assert.True(await _db.Jobs.Apply(id, "run", new JobChange(JobEvent.Completed, _db.Clock.Now + work), Ct));
        await _db.Execute(
            "insert into artifacts (job_id, kind, path, name, content_type, size, sha256, md5) values (@Id, 'Video', 'v', 'v', 'video/mp4', @bytes, '', '')",
            new { Id = id.ToString(), bytes });
    }
}
