using System.Net;
using Pipeline.Sandbox.Notion;
using Pipeline.Sandbox.Notion.WakeUps;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.EndToEnd;

/// <summary>Notion's webhooks and automations against the running program, whose own looks are ten minutes apart.</summary>
public sealed class WakeUpTests
{
    private const string Secret = "a long random secret";
    private static readonly string[] Rarely = ["--Polling:Seconds=600", "--Polling:StretchedSeconds=600"];

    [Fact]
    public async Task A_webhook_is_paired_by_command_and_from_then_on_signed_events_wake_the_poller()
    {
        await using var world = await World.Create();
        await using var worker = await world.StartFastWorker(Rarely);
        using var notion = new WebhookSender(world.Sandbox.Notion, new Uri(worker.Address, "notion/webhook"));
        Assert.Equal(HttpStatusCode.Unauthorized, await notion.HandshakeAsync());

        var pair = world.Command(["pair", .. world.Common()]);
        await Eventually.True(async () => await notion.HandshakeAsync() == HttpStatusCode.OK, TimeSpan.FromSeconds(30), () => "the handshake\n" + world.Logs());
        var (exitCode, output) = await pair;
        Assert.Equal((0, true), (exitCode, output.Contains(notion.Token, StringComparison.Ordinal)));
        Assert.DoesNotContain(notion.Token, world.Logs(), StringComparison.Ordinal);
        Assert.Equal(0, await Books.Scalar(world.Data, $"select count(*) from wake_up_pairing where secret like '%{notion.Token}%'"));
        Assert.Equal(HttpStatusCode.Unauthorized, await notion.HandshakeAsync());
        await Eventually.True(() => Looks(world) == 1, TimeSpan.FromSeconds(30), () => "the first look");

        var page = world.AddRow(world.Media("file/jfk.m4a"));
        var queued = notion.Event("page.properties_updated", page, null, NotionSeed.StatusColumn);
        Assert.Equal(HttpStatusCode.Unauthorized, await notion.PostAsync(queued, "sha256=" + new string('0', 64)));
        Assert.Equal(HttpStatusCode.Unauthorized, await notion.PostAsync(queued, null));
        Assert.Equal(HttpStatusCode.OK, await notion.SendAsync(notion.Event("page.properties_updated", page, NotionWorkspace.BotId, NotionSeed.StatusColumn)));
        Assert.Equal(HttpStatusCode.OK, await notion.SendAsync(notion.Event("page.properties_updated", page, null, "Lenght min")));
        Assert.Equal(HttpStatusCode.OK, await notion.SendAsync(notion.Event("comment.created", page)));
        Assert.Equal(1, Looks(world));

        // Twice, and an older one after it.
        var older = notion.Event("page.created", page);
        foreach (var occurrence in (System.Text.Json.Nodes.JsonObject[])[queued, queued, older]) Assert.Equal(HttpStatusCode.OK, await notion.SendAsync(occurrence));
        await world.UntilWord(page, "Complete");
        Assert.Equal(1, await Books.Scalar(world.Data, "select count(*) from jobs"));
        Assert.InRange(Looks(world), 2, 4);
    }

    [Fact]
    public async Task An_automation_wakes_the_poller_with_the_secret_in_its_header_only()
    {
        await using var world = await World.Create();
        world.Environment["PIPELINE_API__WORKERSECRET"] = Secret;
        await using var worker = await world.StartFastWorker(Rarely);
        await Eventually.True(() => Looks(world) == 1, TimeSpan.FromSeconds(30), () => "the first look");
        var page = world.AddRow(world.Media("file/jfk.m4a"));
        using var stranger = new AutomationSender(world.Sandbox.Notion, new Uri(worker.Address, "notion/automation"), "X-Worker-Secret", "wrong");
        using var notion = new AutomationSender(world.Sandbox.Notion, new Uri(worker.Address, "notion/automation"), "X-Worker-Secret", Secret);

        Assert.Equal(HttpStatusCode.Unauthorized, await stranger.SendAsync(page));
        Assert.Equal(1, Looks(world));
        Assert.Equal(HttpStatusCode.OK, await notion.SendAsync(page));
        await world.UntilWord(page, "Complete");
        Assert.False(notion.Paused);
    }

    private static int Looks(World world) => world.Sandbox.Journal.Of("/v1/data_sources/").Count(e => e.Method == "POST" && e.Target.Contains("/query", StringComparison.Ordinal));

}
