using Pipeline.Sandbox.Faults;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.EndToEnd;

/// <summary>Two workers look at one database; the claim column decides, also where Notion takes its time between their writes.</summary>
public sealed class ClaimRaceTests
{
    private const string Claim = "Video ID";

    [Fact]
    public async Task A_claim_that_Notion_takes_seconds_late_never_starts_a_second_worker_and_is_taken_back()
    {
        await using var world = await World.Create();
        world.EditChannel(channel => channel["field_map"]!["claim"] = Claim);
        using var video = world.Sandbox.Media.HoldAt("talk-en.mp4", 0.5);
        using var late = world.Sandbox.Faults.Add(new FaultRule { Method = "PATCH", PathPattern = "/v1/pages/", BodyPattern = "Processing", Kind = FaultKind.Hold, Times = 1 });
        string[] data = [world.Data, Path.Combine(world.Home, "second")];
        await using var one = await world.StartFastWorker();
        await using var other = await world.StartFastWorker("--Storage:DataDirectory=" + data[1]);
        var page = world.AddRow(world.Media("page/talk-en"));

        // The claim of one is on its way; the other one reads the row free, too, claims it and begins.
        await late.Reached.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await world.UntilWord(page, "Downloading");
        var winner = world.Column(page, Claim).Split(' ')[^1];
        var (slow, slowData) = one.Log.Contains("Download begins", StringComparison.Ordinal) ? (other, data[1]) : (one, data[0]);
        late.Release();
        await Eventually.True(() => !world.Column(page, Claim).EndsWith(winner, StringComparison.Ordinal), TimeSpan.FromSeconds(20), () => "the late claim\n" + world.Logs());
        await Eventually.True(() => world.Column(page, Claim).EndsWith(winner, StringComparison.Ordinal), TimeSpan.FromSeconds(60), () => "the claim put back\n" + world.Logs());
        Assert.Equal("Downloading", world.Word(page));

        await Eventually.True(
            async () => await Books.Scalar(slowData, "select count(*) from jobs where status = 'Skipped'") == 1, TimeSpan.FromSeconds(90), () => "the slow one to leave the row\n" + world.Logs());
        Assert.DoesNotContain("Download begins", slow.Log, StringComparison.Ordinal);
        video.Release();
        await world.UntilWord(page, "Complete");
        Assert.EndsWith(winner, world.Column(page, Claim), StringComparison.Ordinal);
    }
}
