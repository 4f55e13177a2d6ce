using System.Text.Json;
using Pipeline.Sandbox.Notion;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.EndToEnd;

/// <summary><c>pipeline init</c> and <c>pipeline doctor</c> as people run them.</summary>
public sealed class SetupTests
{
    private const string Status = "Status";

    [Fact]
    public async Task From_a_token_and_a_page_to_a_finished_video_and_a_repeat_changes_nothing()
    {
        await using var world = await World.Create();
        File.Delete(Channels(world));
        var home = world.Sandbox.Notion.AddPlainPage("Team home");
        string[] init = ["init", "--page", home, .. world.Common()];

        var (code, said) = await world.Command(init);
        Assert.True(code == 0, said);
        Assert.Contains("Three clicks", said, StringComparison.Ordinal);
        var table = Assert.Single(Tables(world), t => t != NotionSeed.DataSourceId);

        var file = await File.ReadAllTextAsync(Channels(world));
        var (again, saidAgain) = await world.Command(init);
        Assert.True(again == 0, saidAgain);
        Assert.Equal(file, await File.ReadAllTextAsync(Channels(world)));
        Assert.Equal(2, Tables(world).Count);
        Assert.True(File.Exists(Path.Combine(world.Home, "channels.schema.json")));

        var (well, report) = await world.Command(["doctor", .. world.Common("--Storage:DataDirectory=" + world.Data)]);
        Assert.True(well == 0, report);

        await using var worker = await world.StartFastWorker("--Polling:Existing=new");
        var page = world.Sandbox.Notion.AddPage(table, new Dictionary<string, string?> { ["Video"] = world.Media("page/jfk").ToString(), [Status] = "Queued" });
        await Eventually.True(
            () => world.Column(page, Status) is "Complete" or "Error", TimeSpan.FromSeconds(120), () => $"{world.Column(page, Status)}: {world.Column(page, "Errors")}\n{world.Logs()}");
        Assert.Equal(("Complete", ""), (world.Column(page, Status), world.Column(page, "Errors")));
        Assert.NotEqual("", world.Column(page, "Transcript"));
    }

    [Fact]
    public async Task After_a_crash_between_database_and_file_the_repeat_finds_the_database_again()
    {
        await using var world = await World.Create();
        var home = world.Sandbox.Notion.AddPlainPage("Team home");
        string[] init = ["init", "--page", home, .. world.Common()];
        var before = await File.ReadAllTextAsync(Channels(world));
        Assert.Equal(0, (await world.Command(init)).ExitCode);
        await File.WriteAllTextAsync(Channels(world), before);
        var (code, said) = await world.Command(init);
        Assert.Equal(0, code);
        Assert.Contains("found", said, StringComparison.Ordinal);
        Assert.Equal(2, Tables(world).Count);
    }

    [Fact]
    public async Task A_database_in_use_is_connected_by_the_names_of_its_columns_and_its_old_rows_are_counted()
    {
        await using var world = await World.Create();
        File.Delete(Channels(world));
        for (var n = 0; n < 12; n++) world.AddRow(world.Media("page/jfk"));
        var (code, said) = await world.Command(["init", "--database", NotionSeed.DatabaseId, "--channel", World.Channel, .. world.Common()]);
        Assert.True(code == 0, said);
        Assert.Contains("12 rows ask already: about 6 h of video", said, StringComparison.Ordinal);
        Assert.Contains("--existing all", said, StringComparison.Ordinal);
        Assert.Contains("\"drive_folder_link\": \"GoogleDriveFolderLink\"", await File.ReadAllTextAsync(Channels(world)), StringComparison.Ordinal);
        Assert.Equal(12, await Books.Scalar(world.Data, "select count(*) from rows_left_alone"));

        Assert.Equal(0, (await world.Command(["init", "--channel", World.Channel, "--existing", "all", .. world.Common()])).ExitCode);
        Assert.Equal(0, await Books.Scalar(world.Data, "select count(*) from rows_left_alone"));
    }

    [Theory]
    [InlineData("init --existing some", "--existing is 'some'")]
    [InlineData("init --page x --database y", "exclude each other")]
    [InlineData("init", "--page is missing")]
    [InlineData("init --page nonsense", "holds no Notion id")]
    [InlineData("init --page 5eed0000-0000-4000-8000-00000000da7a", "named with --database")]
    public async Task What_init_cannot_do_is_one_sentence_that_says_what_it_needs(string command, string says)
    {
        await using var world = await World.Create();
        File.Delete(Channels(world));
        var (code, said) = await world.Command([.. command.Split(' '), .. world.Common()]);
        Assert.NotEqual(0, code);
        Assert.Contains(says, said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        Assert.False(File.Exists(Channels(world)));
    }

    [Fact]
    public async Task Doctor_says_what_is_broken_repairs_it_and_its_exit_code_tells_a_script()
    {
        await using var world = await World.Create();
        var broken = (await File.ReadAllTextAsync(Channels(world))).Replace("\"field_map\": {", "\"field_map\": { \"eta\": \"Ready at\",", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Channels(world), broken);
        Directory.CreateDirectory(world.Data);

        var (code, said) = await world.Command(["doctor", .. world.Common()]);
        Assert.Equal(1, code);
        Assert.Contains("✖ audit-process: column \"Ready at\": The column does not exist", said, StringComparison.Ordinal);
        Assert.Contains("→ pipeline doctor --fix adds it (as date)", said, StringComparison.Ordinal);

        var (fixedCode, fixedSaid) = await world.Command(["doctor", "--fix", .. world.Common()]);
        Assert.True(fixedCode == 0, fixedSaid);
        Assert.Contains("repaired: Notion: audit-process: column \"Ready at\"", fixedSaid, StringComparison.Ordinal);

        var (_, json) = await world.Command(["doctor", "--json", .. world.Common()]);
        using var report = JsonDocument.Parse(json);
        Assert.True(report.RootElement.GetProperty("well").GetBoolean());
        Assert.Contains(report.RootElement.GetProperty("findings").EnumerateArray(), f => f.GetProperty("area").GetString() == "Drive");
        Assert.DoesNotContain("ntn_sandbox", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_looks_at_everything_else_when_the_channels_file_is_broken()
    {
        await using var world = await World.Create();
        await File.WriteAllTextAsync(Channels(world), """{"channels":{"a":{"acton":"update_origin"}}}""");
        var (code, said) = await world.Command(["doctor", .. world.Common()]);
        Assert.Equal(1, code);
        Assert.Contains("channels.a.acton: unknown key. Did you mean action?", said, StringComparison.Ordinal);
        Assert.Contains("✔ token", said, StringComparison.Ordinal);
        Assert.Contains("✔ credential", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_says_which_settings_cannot_be_read()
    {
        await using var world = await World.Create();
        var (code, said) = await world.Command(["doctor", .. world.Common("--Health:RepeatMinutes=-1", "--Files:Store=ftp")]);
        Assert.Equal(1, code);
        Assert.Contains("Health:RepeatMinutes is -1", said, StringComparison.Ordinal);
        Assert.Contains("Files:Store must be drive or local", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_worker_looks_at_itself_and_takes_up_edits_of_its_channels()
    {
        await using var world = await World.Create();
        await using var worker = await world.StartFastWorker("--Channels:ReloadSeconds=0.2", "--Health:AtStart=true");
        using var http = new HttpClient { BaseAddress = worker.Address };
        await Eventually.True(async () => (await Details(http)).GetProperty("status").GetString() == "well", TimeSpan.FromSeconds(60), () => "the first check-up\n" + world.Logs());

        var good = await File.ReadAllTextAsync(Channels(world));
        await File.WriteAllTextAsync(Channels(world), good.Replace("\"trigger\"", "\"triger\"", StringComparison.Ordinal));
        await Eventually.True(async () => Problem(await Details(http)).Contains("Did you mean trigger?", StringComparison.Ordinal), TimeSpan.FromSeconds(30), () => "the broken edit\n" + world.Logs());
        Assert.Equal("to repair", (await Details(http)).GetProperty("status").GetString());
        await Eventually.True(() => worker.Log.Contains("the channels stay as they were", StringComparison.Ordinal), TimeSpan.FromSeconds(10), () => "the reason in the log\n" + world.Logs());

        await File.WriteAllTextAsync(Channels(world), good.Replace("\"audit-process\"", "\"second\"", StringComparison.Ordinal));
        await Eventually.True(() => worker.Log.Contains("1 channels are in use now", StringComparison.Ordinal), TimeSpan.FromSeconds(30), () => "the good edit\n" + world.Logs());
        var page = world.AddRow(world.Media("page/jfk"));
        await world.UntilWord(page, "Complete");
        Assert.Equal(1, await Books.Scalar(world.Data, "select count(*) from jobs where channel = 'second'"));
    }

    private static async Task<JsonElement> Details(HttpClient http)
    {
        using var document = JsonDocument.Parse(await http.GetStringAsync("health/details", TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }

    private static string Problem(JsonElement details) => string.Concat(details.GetProperty("channels").GetProperty("problems").EnumerateArray().Select(p => p.GetString()));

    private static string Channels(World world) => Path.Combine(world.Home, "channels.json");

    private static IReadOnlyList<string> Tables(World world) => world.Sandbox.Notion.Tables();
}
