using Pipeline.Sandbox.Speech;

namespace Pipeline.Tests.EndToEnd;

/// <summary>A channel whose videos a remote engine listens to, with the real worker.</summary>
public sealed class RemoteEngineTests
{
    [Fact]
    public async Task A_channel_can_have_its_own_engine_and_its_key_stays_secret()
    {
        await using var world = await World.Create();
        await UseEngine(world, "far");
        world.Environment["PIPELINE_OPENAI__ENGINES__FAR__KEY"] = SpeechApi.Key;
        world.Settings.AddRange([.. Far(world), "--OpenAi:Engines:far:PricePerMinute=6", "--Log:Level=Trace"]);
        await world.StartFastWorker();
        var page = world.AddRow(world.Media("page/jfk"));
        await world.UntilWord(page, "Complete");
        Assert.Contains("remote world", world.Sandbox.Notion.PageBodyText(page), StringComparison.Ordinal);
        Assert.DoesNotContain(SpeechApi.Key, world.Logs(), StringComparison.Ordinal);

        var (_, status) = await world.Command(["status", await Books.Text(world.Data, "select id from jobs"), .. world.Common(Far(world))]);
        Assert.Matches(@"far whisper-1: [0-9]+\.[0-9] min, cost [0-9]+\.[0-9]{4}", status);
    }

    [Theory]
    [InlineData("faar", "--Log:Format=text", "Did you mean far?")]
    [InlineData("far", "--OpenAi:Engines:far:Key=sk-1", "PIPELINE_OPENAI__ENGINES__FAR__KEY")]
    [InlineData("far", "--OpenAi:Engines:far:Modell=x", "OpenAi:Engines:far:Modell is not a setting. Did you mean Model?")]
    [InlineData("far", "--OpenAi:Engines:far:BaseAddress=ftp://x", "OpenAi:Engines:far:BaseAddress is 'ftp://x'")]
    public async Task A_mistake_in_an_engine_stops_the_start(string engine, string setting, string says)
    {
        await using var world = await World.Create();
        await UseEngine(world, engine);
        var (code, output) = await world.Command(["run", .. world.Common([.. Far(world), setting])]);
        Assert.Equal(2, code);
        Assert.Contains(says, output, StringComparison.Ordinal);
    }

    private static string[] Far(World world) => [$"--OpenAi:Engines:far:BaseAddress={world.Sandbox.BaseAddress}openai/v1/", "--OpenAi:Engines:far:Model=whisper-1"];

    private static async Task UseEngine(World world, string engine)
    {
        var file = Path.Combine(world.Home, "channels.json");
        var channels = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, channels.Replace("\"action\":", $"\"engine\": \"{engine}\", \"action\":", StringComparison.Ordinal), TestContext.Current.CancellationToken);
    }
}
