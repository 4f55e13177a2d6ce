using Microsoft.Extensions.Logging;
using Pipeline.Sandbox.Faults;
using Pipeline.Tests.Sandbox;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Board;

/// <summary>Whatever Notion or the road to it does: afterwards every page is as after a run without faults.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private static readonly (FaultKind Kind, int Status)[] Kinds =
    [
        (FaultKind.Status, 429), (FaultKind.Status, 529), (FaultKind.Status, 409), (FaultKind.Status, 502), (FaultKind.StatusAfterCommit, 503),
        (FaultKind.Status, 504), (FaultKind.CutAfterCommit, 0), (FaultKind.CutBeforeCommit, 0), (FaultKind.HoldAfterCommit, 0), (FaultKind.Hold, 0),
    ];

    /// <summary>What a person does in the midst of a mixture, and what the log then says.</summary>
    private static readonly (string What, string Reason)[] Breaks =
    [
        ("option", "has no option \"Complete\""), ("unshared", "••• → Connections"), ("token", "refuses the token"), ("renamed", "is called \"Where it is\""), ("kind", "is of the kind number"),
    ];

    private readonly SenderFixture _road = new();

    public static TheoryData<FaultKind, int> EachKind => [.. Kinds];

    public static TheoryData<int> ManySeeds => [.. Enumerable.Range(100, 40)];

    public async ValueTask InitializeAsync()
    {
        await _road.InitializeAsync();
        // A call that stalls: two seconds stand for the eighty.
        await _road.Restart(settings: ("Notion:TimeoutSeconds", "2"));
        foreach (var word in (string[])["Processing", "Transcribing"]) _road.Notion.AddOption(_road.Table.DataSourceId, "State", word);
    }

    public ValueTask DisposeAsync() => _road.DisposeAsync();

    [Theory]
    [MemberData(nameof(EachKind))]
    public async Task After_any_fault_the_page_is_as_without_it(FaultKind kind, int status)
    {
        await _road.Start();
        var expected = await Undisturbed();
        var video = await ScriptedVideo.Create(_road);
        for (var skip = 0; skip < 6; skip += 2) Disturb(kind, status, skip);

        await Play(video);

        Assert.Equal(expected, await video.Seen());
        Assert.Equal("Complete", _road.Notion.StatusHistory(video.Page)[^1].Word);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public Task After_a_mixture_of_faults_every_page_is_as_without_them(int seed) => Mixture(seed);

    [Theory]
    [Trait("Category", "Chaos")]
    [MemberData(nameof(ManySeeds))]
    public Task After_many_mixtures_of_faults_every_page_is_as_without_them(int seed) => Mixture(seed);

    [Theory]
    [InlineData("unshared", "••• → Connections")]
    [InlineData("token", "refuses the token")]
    [InlineData("trash", "trash")]
    [InlineData("renamed", null)]
    [InlineData("kind", "is of the kind number")]
    [InlineData("column", "There is no column \"Errors\"")]
    public async Task What_a_person_breaks_and_mends_leaves_no_trace(string what, string? reason)
    {
        await _road.Start();
        var expected = await Undisturbed();
        var video = await ScriptedVideo.Create(_road);
        await Step(video, 0);
        await Break(what, video);
        await video.Steps[1]();
        await video.Steps[2]();
        if (reason is null) await _road.Empty();
        else await _road.Waits(video.Job, reason);
        if (reason is not null) Assert.Contains(await _road.Outbox.Troubles(TestContext.Current.CancellationToken), t => t.Reason.Contains(reason, StringComparison.Ordinal));

        await Mend(what, video);
        await _road.Empty();
        await Step(video, 3);
        await Step(video, 4);

        Assert.Equal(expected, await video.Seen());
    }

    [Fact]
    public async Task Notions_own_client_reads_back_what_was_written()
    {
        await _road.Start();
        var video = await ScriptedVideo.Create(_road);
        await Play(video);

        var read = (await NotionClientTests.RunAsync("pages.mjs", _road.Sandbox.BaseAddress.ToString().TrimEnd('/'), "ntn_sandbox", video.Page)).AsArray().Single()!;

        Assert.Equal("select", (string?)read["columns"]!["Status"]);
        var toggle = read["blocks"]!.AsArray().Single()!;
        Assert.Equal(("toggle", ScriptedVideo.Paragraphs), ((string?)toggle["type"], toggle["children"]!.AsArray().Count));
        Assert.Equal(_road.Notion.Blocks(video.Page).Single().Children.Select(c => c.Text), toggle["children"]!.AsArray().Select(c => (string)c!["text"]!));
    }

    /// <summary>Videos of every sort of channel, searches that are behind, twelve faults, and a person who breaks something in the midst of it. Only what that
    /// person has to repair holds anything up, and says so.</summary>
    private async Task Mixture(int seed)
    {
        await _road.Start();
        var random = new Random(seed);
        // Less than Board:SettleSeconds: what is searched for is found by then.
        _road.Notion.QueryLag = TimeSpan.FromMilliseconds(random.Next(400));
        var expected = new Dictionary<string, string>();
        foreach (var channel in (string[])["select", "state", "make"]) expected[channel] = await Undisturbed(channel);
        for (var n = 0; n < 12; n++)
        {
            var (kind, status) = Kinds[random.Next(Kinds.Length)];
            Disturb(kind, status, random.Next(40));
        }

        var (what, reason) = Breaks[seed % Breaks.Length];
        ScriptedVideo[] videos =
            [await ScriptedVideo.Create(_road), await ScriptedVideo.Create(_road), await ScriptedVideo.Create(_road, "state"), await ScriptedVideo.Create(_road, "make")];
        var until = random.Next(1, 3);
        await Task.WhenAll(videos.Select(v => Play(v, 0, until)));
        await Break(what, videos[0]);
        var rest = Task.WhenAll(videos.Select(v => Play(v, until, v.Steps.Count)));
        await Eventually.True(() => _road.Log.Of(LogLevel.Warning).Any(line => line.Contains(reason, StringComparison.Ordinal)), SenderFixture.Limit, () => reason);
        await Mend(what, videos[0]);
        await rest;
        await _road.Empty();

        foreach (var video in videos) Assert.Equal(expected[video.Channel], await video.Seen());
        // Five rows of people, and a page each for the two videos that make one.
        Assert.Equal(5 + 2, _road.Notion.Rows(_road.Table.DataSourceId).Count);
    }

    private void Disturb(FaultKind kind, int status, int skip) => _road.Sandbox.Faults.Add(new FaultRule
    {
        PathPattern = "/v1/", Kind = kind, StatusCode = status, Skip = skip, Times = 1, RetryAfter = status == 429 ? 1 : null,
        Seconds = kind is FaultKind.Hold or FaultKind.HoldAfterCommit ? 4 : null,
    });

    private async Task<string> Undisturbed(string channel = "select")
    {
        var video = await ScriptedVideo.Create(_road, channel);
        await Play(video);
        return await video.Seen();
    }

    private Task Play(ScriptedVideo video) => Play(video, 0, video.Steps.Count);

    private async Task Play(ScriptedVideo video, int from, int to)
    {
        for (var n = from; n < to; n++) await Step(video, n);
    }

    private async Task Step(ScriptedVideo video, int n)
    {
        await video.Steps[n]();
        _road.Signal.Notify();
        await Eventually.True(async () => (await _road.Outbox.Waiting(video.Job, TestContext.Current.CancellationToken)).Count == 0, SenderFixture.Limit, () => $"step {n}");
    }

    private Task Break(string what, ScriptedVideo video) => what switch
    {
        "unshared" => Do(() => _road.Notion.Share(_road.Table.DatabaseId, false)),
        "token" => Do(() => _road.Notion.Token = "ntn_new"),
        "trash" => Do(() => _road.Notion.Trash(video.Page)),
        "renamed" => Columns("""{"Status":{"name":"Where it is"}}"""),
        "option" => Do(() => _road.Notion.RemoveOption(_road.Table.DataSourceId, "State", "Complete")),
        "column" => Columns("""{"Errors":null}"""),
        _ => Columns("""{"Errors":{"number":{}}}"""),
    };

    private Task Mend(string what, ScriptedVideo video) => what switch
    {
        "unshared" => Do(() => _road.Notion.Share(_road.Table.DatabaseId, true)),
        "token" => Do(() => _road.Token = "ntn_new"),
        "trash" => Do(() => _road.Notion.Restore(video.Page)),
        "renamed" => Columns("""{"Where it is":{"name":"Status"}}"""),
        "option" => Do(() => _road.Notion.AddOption(_road.Table.DataSourceId, "State", "Complete")),
        _ => Columns("""{"Errors":{"rich_text":{}}}"""),
    };

    private static Task Do(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    private Task Columns(string properties) => Do(() => _road.Notion.ChangeColumns(_road.Table.DataSourceId, properties));
}
