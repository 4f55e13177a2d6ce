using System.Text.Json;
using Pipeline.Sandbox.Notion;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.EndToEnd;

/// <summary>A person breaks something in Notion while a video is under way: the reason stands wherever people look, and after the repair the row is as if
/// nothing had been. One worker for all of it.</summary>
public sealed class RepairTests : IAsyncLifetime
{
    private const string Length = "Lenght min";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private World _world = null!;
    private Worker _worker = null!;
    private NotionDatabase _table = null!;
    private HttpClient _http = null!;

    /// <param name="Log">Must stand in the log.</param>
    /// <param name="Doctor">What the doctor says, in the terminal and in the running worker.</param>
    /// <param name="Waits">Why writes wait; none: none does.</param>
    private sealed record Case(string[] Log, string[] Doctor, string[] Waits, Action Break, Action Mend);

    private NotionWorkspace Notion => _world.Sandbox.Notion;

    private string Secrets => Path.Combine(_world.Home, "secrets.json");

    public async ValueTask InitializeAsync()
    {
        _world = await World.Create();
        _table = Notion.AddDatabase("Status kind", new NotionSchema().Add("Name", "title").Add("Video Link", "url").Add("ProcessErrors", "rich_text").Add(Length, "number")
            .Status(NotionSeed.StatusColumn, "Not started", "Queued", "Processing", "Downloading", "Transcribing", "Uploading to Drive", "Complete", "Error"));
        _world.EditChannel(channel =>
        {
            channel["database"] = _table.DatabaseId;
            var mapped = channel["field_map"]!.AsObject();
            foreach (var key in mapped.Select(m => m.Key).Except(["name", "video_link", "process_errors", "length_min", "status"]).ToList()) mapped.Remove(key);
        });
        _world.Environment.Remove("PIPELINE_NOTION__TOKEN");
        _world.Environment["PIPELINE_SECRETS"] = Secrets;
        SetToken("ntn_sandbox");
        _worker = await _world.StartFastWorker(
            "--Board:BlockedRetrySeconds=0.3", "--Notion:SchemaMaxAgeMinutes=0.1", "--Notion:TokenCheckSeconds=0.3", "--Notion:RequestsPerSecond=50", "--Notion:Burst=100",
            "--Health:SoonSeconds=0", "--Health:AtStart=true");
        _http = new HttpClient { BaseAddress = _worker.Address };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task What_a_person_breaks_is_said_in_log_doctor_and_health_and_once_repaired_the_row_is_as_without_it()
    {
        var first = AddRow();
        await UntilComplete(first);
        var expected = Seen(first);

        foreach (var wrong in Cases())
        {
            using var hold = _world.Sandbox.Media.HoldAt("jfk.mp4", 0.5);
            var page = AddRow();
            await hold.Reached.WaitAsync(Limit, TestContext.Current.CancellationToken);
            wrong.Break();
            hold.Release();

            var doctor = _world.Command(["doctor", .. _world.Common()]);
            if (wrong.Waits.Length == 0) await UntilComplete(page);
            foreach (var reason in wrong.Waits)
                await Eventually.True(async () => Troubles(await Details()).Contains(reason, StringComparison.Ordinal), Limit, () => reason + _world.Logs());
            foreach (var finding in wrong.Doctor)
                await Eventually.True(async () => Findings(await Details()).Contains(finding, StringComparison.Ordinal), Limit, () => finding + _world.Logs());
            Assert.Equal("to repair", (await Details()).GetProperty("status").GetString());
            Assert.All(wrong.Log, line => Assert.Contains(line, _worker.Log, StringComparison.Ordinal));
            var said = (await doctor).Output;
            Assert.All(wrong.Doctor, finding => Assert.Contains(finding, said, StringComparison.Ordinal));
            if (wrong.Waits.Length > 0) Assert.NotEqual(expected, Seen(page));

            wrong.Mend();
            await UntilComplete(page);
            // Nothing waited for the old name, so that it is back is noticed at the next write only.
            if (wrong.Waits.Length > 0) await Eventually.True(async () => (await Details()).GetProperty("status").GetString() == "well", Limit, () => "all to be well again\n" + _world.Logs());
            Assert.Equal(expected, Seen(page));
        }
    }

    private IEnumerable<Case> Cases() =>
    [
        // An option deleted, and a column of another kind.
        new(
            ["has no option \"Complete\"", $"\"{Length}\" is of the kind date"], ["lacks \"Complete\"", $"\"{Length}\" is of the kind date"],
            ["has no option \"Complete\"", $"\"{Length}\" is of the kind date"],
            () =>
            {
                Notion.RemoveOption(_table.DataSourceId, NotionSeed.StatusColumn, "Complete");
                Kind("date");
            },
            () =>
            {
                Notion.AddOption(_table.DataSourceId, NotionSeed.StatusColumn, "Complete");
                Kind("number");
            }),
        // A renamed column is known by its id: it is written all the same, until the worker ends.
        new([$"\"{Length}\" is called \"How long\" in Notion now"], [$"column \"{Length}\""], [], () => Rename(Length, "How long"), () => Rename("How long", Length)),
        new(
            ["••• → Connections"], ["is shared with the connection"], ["••• → Connections"], () => Notion.Share(_table.DatabaseId, false), () => Notion.Share(_table.DatabaseId, true)),
        new(
            ["Notion refuses the token"], ["Notion refuses the token"], ["Notion refuses the token"], () => Notion.Token = "ntn_new", () => SetToken("ntn_new")),
    ];

    private string AddRow() => Notion.AddPage(_table.DataSourceId, new Dictionary<string, string?>
    {
        ["Video Link"] = _world.Media("page/jfk").ToString(), [NotionSeed.StatusColumn] = "Queued",
    });

    private Task UntilComplete(string page) => _world.UntilWord(page, "Complete");

    /// <summary>Columns and text, without what tells one job from another.</summary>
    private string Seen(string page) => string.Join('\n',
        ((string[])["Name", NotionSeed.StatusColumn, "ProcessErrors", Length]).Select(column => $"{column}: {_world.Column(page, column)}")
        .Append(System.Text.RegularExpressions.Regex.Replace(Notion.PageBodyText(page), "#[0-9a-f]+", "#")));

    private void Rename(string column, string name) => Notion.ChangeColumns(_table.DataSourceId, $$$"""{"{{{column}}}":{"name":"{{{name}}}"}}""");

    private void Kind(string kind) => Notion.ChangeColumns(_table.DataSourceId, "{\"" + Length + "\":{\"" + kind + "\":{}}}");

    private void SetToken(string token) => File.WriteAllText(Secrets, $$$"""{"Notion":{"Token":"{{{token}}}"}}""");

    private async Task<JsonElement> Details()
    {
        using var document = JsonDocument.Parse(await _http.GetStringAsync("health/details", TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }

    private static string Troubles(JsonElement details) =>
        string.Join('\n', details.GetProperty("outbox").GetProperty("troubles").EnumerateArray().Where(t => t.GetProperty("waits_for").GetString() == "a person").Select(t => t.GetProperty("reason").GetString()));

    private static string Findings(JsonElement details) => string.Join('\n', details.GetProperty("findings").EnumerateArray()
        .Where(f => f.GetProperty("level").GetString() != "ok").Select(f => $"{f.GetProperty("subject").GetString()}: {f.GetProperty("sentence").GetString()}"));
}
