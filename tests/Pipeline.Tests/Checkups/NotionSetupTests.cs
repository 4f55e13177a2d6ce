using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Adapters.Notion;
using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;

namespace Pipeline.Tests.Checkups;

/// <summary>What <c>init</c> makes in Notion, and what it recognises there.</summary>
public sealed class NotionSetupTests
{
    /// <summary>Other names for a column that is there.</summary>
    private static readonly string[] Aliases = [FieldKey.VideoLink, FieldKey.DriveFolderLink];

    private static readonly Channel Own = new()
    {
        Name = "videos", Action = ChannelAction.UpdateOrigin, FieldMap = NotionSetup.FieldMap, Trigger = new ChannelTrigger.Word("Queued"),
    };

    [Fact]
    public async Task The_database_has_a_column_for_every_key_words_with_colours_and_a_hint()
    {
        await using var rig = await NotionRig.Start();
        await using var services = Services(rig);
        var table = await services.GetRequiredService<NotionSetup>().FindOrMake(rig.HomePage, "Team videos", Own, TestContext.Current.CancellationToken);
        Assert.True(table.Made);
        Assert.Equal(FieldKey.All.Except(Aliases).Order(StringComparer.Ordinal), NotionSetup.Recognise(table).Keys.Order(StringComparer.Ordinal));

        var database = await Read(rig, $"v1/databases/{table.DatabaseId}");
        Assert.Contains("Please process", Text(database["description"]!), StringComparison.Ordinal);
        var source = await Read(rig, $"v1/data_sources/{database["data_sources"]![0]!["id"]}");
        var options = source["properties"]!["Status"]!["select"]!["options"]!.AsArray().Select(o => $"{o!["name"]} {o["color"]}");
        Assert.Equal(["Queued gray", "Processing blue", "Downloading purple", "Transcribing yellow", "Uploading to Drive orange", "Complete green", "Error red"], options);
        Assert.Equal("percent", source["properties"]!["Progress"]!["number"]!["format"]!.GetValue<string>());
    }

    [Fact]
    public async Task It_is_found_again_and_another_of_the_same_title_elsewhere_is_not_taken_for_it()
    {
        await using var rig = await NotionRig.Start();
        await using var services = Services(rig);
        var setup = services.GetRequiredService<NotionSetup>();
        // "Videos" exists already, but not on this page.
        var first = await setup.FindOrMake(rig.HomePage, "Videos", Own, TestContext.Current.CancellationToken);
        var second = await setup.FindOrMake(rig.HomePage, "Videos", Own, TestContext.Current.CancellationToken);
        Assert.True(first.Made);
        Assert.False(second.Made);
        Assert.Equal(first.DatabaseId, second.DatabaseId);
        Assert.NotEqual(rig.Table.DatabaseId, first.DatabaseId);
    }

    [Fact]
    public async Task The_columns_of_the_field_are_recognised_typing_mistakes_included()
    {
        await using var rig = await NotionRig.Start();
        await using var services = Services(rig);
        var table = await services.GetRequiredService<NotionSetup>().Connect($"https://app.notion.com/team/Videos-{rig.Table.DatabaseId.Replace("-", "", StringComparison.Ordinal)}?v=0123456789abcdef0123456789abcdef", null, TestContext.Current.CancellationToken);
        var map = NotionSetup.Recognise(table);
        Assert.Equal(("Transcript Process Status", "Video Link", "Lenght min", "Video FIle Link"), (map[FieldKey.Status], map[FieldKey.VideoLink], map[FieldKey.LengthMin], map[FieldKey.VideoFile]));
        Assert.Equal(map.Count, map.Values.Distinct().Count());
    }

    [Fact]
    public async Task A_connection_that_may_not_insert_is_told_which_box_to_tick()
    {
        await using var rig = await NotionRig.Start();
        rig.Notion.Capabilities.InsertContent = false;
        await using var services = Services(rig);
        var refused = await Assert.ThrowsAsync<JobFailureException>(
            () => services.GetRequiredService<NotionSetup>().FindOrMake(rig.HomePage, "Team videos", Own, TestContext.Current.CancellationToken));
        Assert.Contains("Capabilities", refused.Error.Sentence, StringComparison.Ordinal);
    }

    private static ServiceProvider Services(NotionRig rig) => new ServiceCollection().AddLogging().AddNotion(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Notion:BaseAddress"] = rig.Sandbox.BaseAddress.ToString(), ["Notion:Token"] = "ntn_sandbox", ["Notion:RequestsPerSecond"] = "100", ["Notion:Burst"] = "100",
    }).Build()).BuildServiceProvider();

    private static async Task<JsonNode> Read(NotionRig rig, string path)
    {
        using var http = rig.Person();
        return JsonNode.Parse(await http.GetStringAsync(path, TestContext.Current.CancellationToken))!;
    }

    private static string Text(JsonNode richText) => string.Concat(richText.AsArray().Select(t => t!["plain_text"]!.GetValue<string>()));
}
