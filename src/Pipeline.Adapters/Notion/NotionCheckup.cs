using System.Text.Json.Nodes;
using Pipeline.Core.Channels;
using Pipeline.Core.Checkups;

namespace Pipeline.Adapters.Notion;

/// <summary>The token, what its connection may do, this machine's clock, and each channel's tables.</summary>
internal sealed class NotionCheckup(NotionApi api, NotionSetupApi setup, TableFinder finder, ChannelCatalog channels, NotionOptions options, TimeProvider time) : ICheckup
{
    public const string Name = "Notion";

    /// <summary>Google refuses a signature that is five minutes off; Notion's answers say the time to the second.</summary>
    private static readonly TimeSpan ClockNoticed = TimeSpan.FromSeconds(30), ClockTooFar = TimeSpan.FromMinutes(5);

    public string Area => Name;

    public async Task<IReadOnlyList<Finding>> Look(CancellationToken ct)
    {
        if (options.Token.Length == 0 && channels.All.All(c => c.Trigger is null))
            return [Finding.Warning(Area, "token", "No token is set: nothing is read from or written to Notion.", "Put the connection's secret into PIPELINE_NOTION__TOKEN, where Notion is wanted.")];
        List<Finding> findings = [];
        try
        {
            var me = await setup.Me(ct);
            findings.Add(Finding.Ok(Area, "token", $"It is that of the connection \"{me.Name}\"{(me.Bot?.WorkspaceName is { } space ? $" in the workspace \"{space}\"" : "")}."));
        }
        catch (NotionException e)
        {
            findings.Add(Finding.Problem(Area, "token", e.ToJobFailure().Error.Sentence, "app.notion.com/developers/connections → your connection → Secret → Show; put it into PIPELINE_NOTION__TOKEN (or the secrets file) and start again."));
            return [.. findings, .. Clock()];
        }

        findings.AddRange(Clock());
        findings.AddRange(await Capabilities(ct));
        if (findings.Any(f => f is { Subject: "capability read", Level: FindingLevel.Problem })) return findings;
        foreach (var channel in channels.All) findings.AddRange(await new ChannelCheckup(api, setup, finder, channel, time).Look(ct));
        return findings;
    }

    private IEnumerable<Finding> Clock()
    {
        if (setup.ClockAhead is not { } ahead) yield break;
        var sentence = FormattableString.Invariant($"This machine's clock is {Math.Abs(ahead.TotalSeconds):0} s {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} Notion's.");
        const string Repair = "timedatectl set-ntp true";
        yield return ahead.Duration() > ClockTooFar ? Finding.Problem(Area, "clock", sentence + " Google refuses signatures that are five minutes off.", Repair)
            : ahead.Duration() > ClockNoticed ? Finding.Warning(Area, "clock", sentence, Repair)
            : Finding.Ok(Area, "clock", "This machine's clock goes with Notion's.");
    }

    private async Task<IReadOnlyList<Finding>> Capabilities(CancellationToken ct)
    {
        var paragraph = new JsonArray(new JsonObject { ["type"] = "paragraph", ["paragraph"] = new JsonObject { ["rich_text"] = RichText.Short("x") } });
        return
        [
            await Capability("read", "Read content", FindingLevel.Problem, HttpMethod.Get, "v1/pages/{0}", null, ct),
            await Capability("update", "Update content", FindingLevel.Problem, HttpMethod.Patch, "v1/pages/{0}", new JsonObject { ["properties"] = new JsonObject() }, ct),
            await Capability("insert", "Insert content", FindingLevel.Problem, HttpMethod.Patch, "v1/blocks/{0}/children", new JsonObject { ["children"] = paragraph }, ct),
            await Capability("comments", "Read comments and Insert comments", Comments, HttpMethod.Get, "v1/comments?block_id={0}", null, ct),
        ];
    }

    /// <summary>Only a channel that puts its errors into comments needs them.</summary>
    private FindingLevel Comments => channels.All.Any(c => c.ErrorDetails == ErrorDetails.Comment) ? FindingLevel.Problem : FindingLevel.Warning;

    private async Task<Finding> Capability(string word, string box, FindingLevel otherwise, HttpMethod method, string path, JsonNode? body, CancellationToken ct)
    {
        var may = await setup.May(method, path, body, ct) && (word != "comments" || await setup.May(HttpMethod.Post, "v1/comments", CommentOnNothing(), ct));
        return may
            ? Finding.Ok(Area, $"capability {word}", $"The connection may {word}.")
            : new Finding(
                Area, $"capability {word}", otherwise, $"The connection may not {(word == "comments" ? "read and write comments" : word + " content")}.",
                $"app.notion.com/developers/connections → your connection → Capabilities → tick {box} → Save.");
    }

    private static JsonObject CommentOnNothing() => new()
    {
        ["parent"] = new JsonObject { ["page_id"] = Guid.NewGuid().ToString("D") },
        ["rich_text"] = RichText.Short("x"),
    };
}
