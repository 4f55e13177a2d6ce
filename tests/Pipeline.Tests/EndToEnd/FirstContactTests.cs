using Pipeline.Sandbox.Notion;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.EndToEnd;

/// <summary>A worker is connected to a table in which people have worked for long.</summary>
public sealed class FirstContactTests
{
    [Fact]
    public async Task Old_rows_stay_as_they_are_and_new_ones_are_done_and_an_old_one_too_once_a_person_sets_it_again()
    {
        await using var world = await World.Create();
        var old = Enumerable.Range(0, 3).Select(_ => world.AddRow(world.Media("page/jfk"))).ToList();
        await using var worker = await world.StartFastWorker("--Polling:Existing=new");
        await Eventually.True(() => worker.Log.Contains("3 rows are left alone", StringComparison.Ordinal), TimeSpan.FromSeconds(30), () => "the first poll\n" + world.Logs());

        var fresh = world.AddRow(world.Media("page/jfk"));
        await world.UntilWord(fresh, "Complete");
        Assert.All(old, page => Assert.Equal("Queued", world.Word(page)));
        Assert.All(old, page => Assert.Empty(world.Words(page)));

        world.Sandbox.Notion.SetProperty(old[1], NotionSeed.StatusColumn, null);
        await Eventually.True(() => worker.Log.Contains("1 old rows have been touched", StringComparison.Ordinal), TimeSpan.FromSeconds(30), () => "the change to be seen\n" + world.Logs());
        world.Sandbox.Notion.SetProperty(old[1], NotionSeed.StatusColumn, "Queued");
        await world.UntilWord(old[1], "Complete");
        Assert.Equal(["Queued", "Queued"], [world.Word(old[0]), world.Word(old[2])]);
    }

    [Fact]
    public async Task Hundreds_of_old_rows_cost_one_request_a_look_and_what_a_person_sets_is_found_by_the_next_one_also_while_one_is_under_way()
    {
        await using var world = await World.Create();
        var old = Enumerable.Range(0, 250).Select(_ => world.AddRow(world.Media("page/jfk"))).ToList();
        foreach (var page in old) world.Sandbox.Notion.Age(page, TimeSpan.FromDays(30));
        await using var worker = await world.StartFastWorker("--Polling:Existing=new");
        await UntilLooks(world, Looks(world).Count + 5);
        var looks = Looks(world);
        Assert.Equal(3, looks.Count(look => !look.Edited)); // 250 rows, once
        Assert.All(looks.Skip(3), look => Assert.True(look is { Edited: true, IsFirst: true }));

        // The look has its answer from Notion already when the row is set.
        using var answered = world.Sandbox.Faults.HoldAfter("POST", NotionSeed.DataSourceId + "/query");
        await answered.Reached.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        var asked = Looks(world).Count;
        var fresh = world.AddRow(world.Media("page/jfk"));
        answered.Release();
        await Eventually.True(() => world.Words(fresh).Count > 0, TimeSpan.FromSeconds(30), () => "the row to be taken\n" + world.Logs());
        Assert.True(Looks(world)[asked].Edited);

        // Before the first whole look is ten minutes old: found among the edited ones.
        world.Sandbox.Notion.SetProperty(old[1], NotionSeed.StatusColumn, null);
        await Eventually.True(() => worker.Log.Contains("1 old rows have been touched", StringComparison.Ordinal), TimeSpan.FromSeconds(30), () => "the change to be seen\n" + world.Logs());
        world.Sandbox.Notion.SetProperty(old[1], NotionSeed.StatusColumn, "Queued");
        await world.UntilWord(old[1], "Complete");
        await world.UntilWord(fresh, "Complete");

        // Another column of an old row is edited: it is found, and left alone as before.
        world.Sandbox.Notion.SetProperty(old[2], "Name", "Another name");
        await UntilLooks(world, Looks(world).Count + 3);
        Assert.Equal("Queued", world.Word(old[2]));
        Assert.Equal(2, await Books.Scalar(world.Data, "select count(*) from jobs"));
    }

    /// <summary>Requests that look for rows: whether they ask for edited ones only, and whether they begin a list.</summary>
    private static List<(bool Edited, bool IsFirst)> Looks(World world) =>
    [
        .. world.Sandbox.Journal.Of($"/v1/data_sources/{NotionSeed.DataSourceId}/query")
            .Select(e => (e.Body.Contains("last_edited_time", StringComparison.Ordinal), !e.Body.Contains("start_cursor", StringComparison.Ordinal))),
    ];

    private static Task UntilLooks(World world, int looks) =>
        Eventually.True(() => Looks(world).Count >= looks, TimeSpan.FromSeconds(60), () => $"{looks} looks\n" + world.Logs());
}
