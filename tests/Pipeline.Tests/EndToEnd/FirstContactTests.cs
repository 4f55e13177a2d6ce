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
}
