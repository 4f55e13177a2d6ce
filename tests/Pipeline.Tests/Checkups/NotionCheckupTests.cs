using System.Text.RegularExpressions;
using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Core.Checkups;
using Pipeline.Sandbox.Notion;

namespace Pipeline.Tests.Checkups;

/// <summary>Line by line: a workspace broken in just that way, the line seen, the printed repair applied, ✔ seen.</summary>
public sealed partial class NotionCheckupTests
{
    /// <param name="Says">Must stand in the finding's sentence or subject.</param>
    /// <param name="Asks">Must stand in its repair.</param>
    /// <param name="Repair">What the repair says, done; null: <c>--fix</c> does it.</param>
    private sealed record Case(
        FindingLevel Level, string Says, string Asks, Func<NotionRig, Task> Break, Func<NotionRig, Finding, Task>? Repair);

    private static readonly Dictionary<string, Case> Cases = new()
    {
        ["no token"] = new(FindingLevel.Problem, "No Notion token is set", "PIPELINE_NOTION__TOKEN", Do(r => r.Token = ""), Then(r => r.Token = "ntn_sandbox")),
        ["wrong token"] = new(FindingLevel.Problem, "Notion refuses the token", "Secret", Do(r => r.Token = "ntn_revoked"), Then(r => r.Token = "ntn_sandbox")),
        ["clock ahead"] = new(FindingLevel.Problem, "s ahead of Notion's", "timedatectl", Do(r => r.Clock = new ShiftedClock(TimeSpan.FromMinutes(10))), Then(r => r.Clock = TimeProvider.System)),
        ["clock behind"] = new(FindingLevel.Warning, "behind Notion's", "timedatectl", Do(r => r.Clock = new ShiftedClock(TimeSpan.FromMinutes(-2))), Then(r => r.Clock = TimeProvider.System)),
        ["may not read"] = Capability("read", "Read content", FindingLevel.Problem, (c, on) => c.ReadContent = on),
        ["may not update"] = Capability("update", "Update content", FindingLevel.Problem, (c, on) => c.UpdateContent = on),
        ["may not insert"] = Capability("insert", "Insert content", FindingLevel.Problem, (c, on) => c.InsertContent = on),
        ["may not read comments"] = Capability("comments", "Insert comments", FindingLevel.Warning, (c, on) => c.ReadComments = on),
        ["may not write comments"] = Capability("comments", "Insert comments", FindingLevel.Warning, (c, on) => c.InsertComments = on),
        ["database not shared"] = new(FindingLevel.Problem, "is shared with the connection", "••• → Connections", Do(r => r.Notion.Share(r.Table.DatabaseId, false)), Then(r => r.Notion.Share(r.Table.DatabaseId, true))),
        ["id of a view"] = new(
            FindingLevel.Problem, "Behind ?v= in a link stands the id of a view", "before ?v=", Do(r => r.Channel = r.Channel with { Database = "7c1d8f00-0000-4000-8000-00000000000b" }),
            (r, f) => Use(r, SharedId().Match(f.Sentence).Groups[1].Value)),
        ["id of the page that the database stands on"] = new(
            FindingLevel.Problem, "is that of a page (\"Team home\")", "full page", Do(r => r.Channel = r.Channel with { Database = r.HomePage }), (r, _) => Use(r, r.Table.DatabaseId)),
        ["id of a row"] = new(
            FindingLevel.Problem, "The page is a row of a database", "into channels.talks.database", Do(r => r.Channel = r.Channel with { Database = r.Notion.AddPage(r.Table.DataSourceId, new Dictionary<string, string?> { ["Name"] = "A row" }) }),
            (r, f) => Use(r, f.Repair!.Split(": ")[^1])),
        ["several data sources that fit"] = new(
            FindingLevel.Problem, "has several data sources that fit", "channels.talks.data_source", Do(r => r.Notion.AddDataSource(r.Table.DatabaseId, "Archive", NotionSeed.Columns())),
            Then(r => r.Channel = r.Channel with { DataSource = "Videos" })),
        ["several data sources of which one fits"] = new(
            FindingLevel.Warning, "\"Videos\" is used, because", "channels.talks.data_source", Do(r => r.Notion.AddDataSource(r.Table.DatabaseId, "People", new NotionSchema().Add("Name", "title"))),
            Then(r => r.Channel = r.Channel with { DataSource = "Videos" })),
        ["no such data source"] = new(
            FindingLevel.Problem, "has no data source \"Old\"", "channels.talks.data_source", Do(r => r.Channel = r.Channel with { DataSource = "Old" }), Then(r => r.Channel = r.Channel with { DataSource = "Videos" })),
        ["table moved into another database"] = new(
            FindingLevel.Problem, "The database \"Videos\" does not hold the channel's table", "into channels.talks.database", Do(Move), (r, f) => Use(r, f.Repair!.Split(": ")[^1])),
        ["table moved and another one left behind"] = new(
            FindingLevel.Problem, "The database \"Videos\" does not hold the channel's table", "into channels.talks.database",
            Do(r =>
            {
                r.Notion.AddDataSource(r.Table.DatabaseId, "People", new NotionSchema().Add("Name", "title"));
                Move(r);
            }),
            (r, f) => Use(r, f.Repair!.Split(": ")[^1])),
        ["table that the channel names moved"] = new(
            FindingLevel.Problem, "The database \"Videos\" does not hold the channel's table", "into channels.talks.database",
            Do(r =>
            {
                r.Notion.AddDataSource(r.Table.DatabaseId, "Archive", NotionSeed.Columns().Add("Old", "checkbox"));
                r.Channel = r.Channel with { DataSource = "Videos" };
                Move(r);
            }),
            (r, f) => Use(r, f.Repair!.Split(": ")[^1])),
        ["table moved to where it is not shared"] = new(
            FindingLevel.Problem, "holds no table any more", "open it → ••• → Connections", Do(r =>
            {
                Move(r);
                r.Notion.Share(Elsewhere, false);
            }),
            (r, _) =>
            {
                r.Notion.Share(Elsewhere, true);
                return Use(r, r.Table.DataSourceId);
            }),
        ["title under another name"] = new(FindingLevel.Problem, "column \"Title\": The column does not exist", "The title column is called \"Name\"", Do(r => r.Map(FieldKey.Name, "Title")), Then(r => r.Map(FieldKey.Name, "Name"))),
        ["empty status where it is never empty"] = new(
            FindingLevel.Problem, "which is never empty", "Correct trigger", async r =>
            {
                await r.Change("""{"State":{"status":{"options":[{"name":"Processing"},{"name":"Downloading"},{"name":"Transcribing"},{"name":"Uploading to Drive"},{"name":"Complete"},{"name":"Error"}]}}}""");
                r.Map(FieldKey.Status, "State");
                r.Channel = r.Channel with { Trigger = new ChannelTrigger.EmptyStatus() };
            },
            Then(r => r.Map(FieldKey.Status, NotionSeed.StatusColumn))),
        ["column missing"] = new(FindingLevel.Problem, "column \"ETA\": The column does not exist", "doctor --fix adds it (as date)", Do(r => r.Map(FieldKey.Eta, "ETA")), null),
        ["checkbox of the trigger missing"] = new(FindingLevel.Problem, "column \"Please\": The column does not exist", "as checkbox", Do(r => r.Channel = r.Channel with { Trigger = new ChannelTrigger.Checkbox("Please") }), null),
        ["column of another kind"] = new(
            FindingLevel.Problem, "\"Lenght min\"", "Edit property → Type → number", r => r.Change("""{"Lenght min":{"date":{}}}"""), (r, _) => r.Change("""{"Lenght min":{"number":{}}}""")),
        ["column of a read-only kind"] = new(
            FindingLevel.Problem, "created_time, which cannot be written", "map another column", async r =>
            {
                await r.Change("""{"Made":{"created_time":{}}}""");
                r.Map(FieldKey.Date, "Made");
            },
            Then(r => r.Map(FieldKey.Date, "Date"))),
        ["status in a column that holds no word"] = new(FindingLevel.Problem, "cannot hold a status word", "Type → select", Do(r => r.Map(FieldKey.Status, "Date")), Then(r => r.Map(FieldKey.Status, NotionSeed.StatusColumn))),
        ["select lacks the word that asks"] = new(FindingLevel.Problem, "lacks \"Please\"; so nobody can choose", "doctor --fix", Do(r => r.Channel = r.Channel with { Trigger = new ChannelTrigger.Word("Please") }), null),
        ["select lacks a word that is written"] = new(FindingLevel.Warning, "lacks \"Success\"", "doctor --fix", Do(r => r.Channel = r.Channel with { StatusWords = new StatusWords { Complete = "Success" } }), null),
        ["status lacks words"] = new(
            FindingLevel.Problem, "lacks \"Queued\", \"Processing\"", "beside In progress", async r =>
            {
                await r.Change("""{"State":{"status":{}}}""");
                r.Map(FieldKey.Status, "State");
            },
            (r, f) => r.Change("{\"State\":{\"status\":{\"options\":[" + string.Join(',', f.Repair!.Split(": ")[^1].TrimEnd('.').Split(", ").Select(w => "{\"name\":\"" + w + "\"}")) + "]}}}")),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_is_broken_is_said_and_what_is_said_repairs_it(string name)
    {
        var wrong = Cases[name];
        await using var rig = await NotionRig.Start();
        await wrong.Break(rig);

        var finding = Assert.Single((await rig.Look()).ToRepair);
        Assert.Equal(wrong.Level, finding.Level);
        Assert.Contains(wrong.Says, $"{finding.Subject}: {finding.Sentence}", StringComparison.Ordinal);
        Assert.Contains(wrong.Asks, finding.Repair, StringComparison.Ordinal);
        Assert.Equal(wrong.Repair is null, finding.Fixable);

        if (wrong.Repair is not null) await wrong.Repair(rig, finding);
        var after = await rig.Look(fix: wrong.Repair is null);
        Assert.Empty(after.ToRepair);
        Assert.Equal(wrong.Repair is null ? [$"Notion: {finding.Subject}"] : [], after.Repaired);
    }

    [Fact]
    public async Task A_workspace_that_is_well_is_all_ticks_and_nothing_in_it_has_changed()
    {
        await using var rig = await NotionRig.Start();
        var report = await rig.Look(fix: true);
        Assert.All(report.Findings, f => Assert.Equal(FindingLevel.Ok, f.Level));
        Assert.Contains(report.Findings, f => f.Subject == "token" && f.Sentence.Contains("connection", StringComparison.Ordinal));
        Assert.Contains(report.Findings, f => f.Sentence == "All 6 mapped columns are there and of a kind that can be written.");
        Assert.Empty(rig.Notion.Rows(rig.Table.DataSourceId));
        Assert.DoesNotContain(rig.Log.All, line => line.Contains("Notion refused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_id_of_a_data_source_is_said_to_be_one_and_used()
    {
        await using var rig = await NotionRig.Start();
        rig.Channel = rig.Channel with { Database = rig.Table.DataSourceId };
        var report = await rig.Look();
        Assert.True(report.IsWell);
        Assert.Contains(report.Findings, f => f.Sentence == "The id is that of the data source \"Videos\", which is used.");
    }

    /// <summary>An option that is left out of the request would vanish from every row.</summary>
    [Fact]
    public async Task Options_that_are_added_leave_the_old_ones_where_they_are()
    {
        await using var rig = await NotionRig.Start();
        var row = rig.Notion.AddPage(rig.Table.DataSourceId, new Dictionary<string, string?> { [NotionSeed.StatusColumn] = "Complete" });
        rig.Channel = rig.Channel with { Trigger = new ChannelTrigger.Word("Please") };
        Assert.True((await rig.Look(fix: true)).IsWell);
        Assert.Equal("Complete", rig.Notion.GetText(row, NotionSeed.StatusColumn));
        rig.Notion.SetProperty(row, NotionSeed.StatusColumn, "Please");
    }

    [Fact]
    public async Task A_repair_that_Notion_refuses_is_a_line_of_its_own()
    {
        await using var rig = await NotionRig.Start();
        rig.Map(FieldKey.Eta, "ETA");
        rig.Notion.Capabilities.UpdateContent = false;
        var report = await rig.Look(fix: true);
        Assert.Contains(report.Findings, f => f.Sentence.StartsWith("It could not be repaired: The connection may not do this", StringComparison.Ordinal));
        Assert.Empty(report.Repaired);
    }

    private static Case Capability(string word, string box, FindingLevel level, Action<NotionCapabilities, bool> set) => new(
        level, word == "comments" ? "may not read and write comments" : $"may not {word} content", $"tick {(word == "comments" ? "Read comments and Insert comments" : box)}",
        Do(r => set(r.Notion.Capabilities, false)), Then(r => set(r.Notion.Capabilities, true)));

    /// <summary>Where tables are moved to.</summary>
    private const string Elsewhere = "7c1d8f00-0000-4000-8000-00000000000e";

    private static Func<NotionRig, Task> Do(Action<NotionRig> act) => rig =>
    {
        act(rig);
        return Task.CompletedTask;
    };

    private static Func<NotionRig, Finding, Task> Then(Action<NotionRig> act) => (rig, _) => Do(act)(rig);

    private static void Move(NotionRig rig) => rig.Notion.MoveDataSource(
        rig.Table.DataSourceId, rig.Notion.AddDatabase("Elsewhere", new NotionSchema().Add("Name", "title"), Elsewhere).DatabaseId);

    private static Task Use(NotionRig rig, string database) => Do(r => r.Channel = r.Channel with { Database = database })(rig);

    [GeneratedRegex("\"Videos\" = ([0-9a-f-]{36})")]
    private static partial Regex SharedId();

    private sealed class ShiftedClock(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
