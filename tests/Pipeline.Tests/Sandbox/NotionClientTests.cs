using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Pipeline.Sandbox;
using Pipeline.Sandbox.Notion;

namespace Pipeline.Tests.Sandbox;

/// <summary>Notion's own npm client, version header 2026-03-11, is served by the Sandbox as by Notion.</summary>
public sealed class NotionClientTests
{
    [Fact]
    public async Task The_official_client_drives_every_endpoint_that_the_product_calls()
    {
        await using var sandbox = await SandboxServer.StartAsync(ct: TestContext.Current.CancellationToken);
        var database = sandbox.Notion.AddDatabase("Videos", new NotionSchema()
            .Add("Name", "title").Select("Status", "Queued", "Processing").Add("Link", "url").Add("Minutes", "number"));

        var result = await RunAsync("endpoints.mjs", sandbox.BaseAddress.ToString().TrimEnd('/'), "ntn_sandbox", database.DatabaseId);

        var expected = new JsonObject
        {
            ["bot"] = "bot",
            ["searchFindsTheTable"] = true,
            ["columns"] = new JsonArray("Name", "Status", "Link", "Minutes"),
            ["options"] = new JsonArray("Queued", "Processing", "Error"),
            ["createdIsFull"] = true,
            ["filteredProperties"] = new JsonArray("Status"),
            ["status"] = "Processing",
            ["title"] = "From the client",
            ["queried"] = new JsonArray(true),
            ["deletedIsInTrash"] = true,
            ["paragraphs"] = new JsonArray("one", "two, corrected"),
            ["toggleHasChildren"] = true,
            ["comments"] = new JsonArray("a comment"),
            ["errors"] = new JsonObject
            {
                ["wrongToken"] = "unauthorized",
                ["databaseAsDataSource"] = "object_not_found",
                ["tooLong"] = "validation_error",
            },
            ["trashed"] = true,
            ["goneFromQuery"] = 0,
        };
        Assert.Equal(expected.ToJsonString(), result.ToJsonString());
    }

    /// <summary>Runs a script of tests/clients/notion; its answer is one line of JSON.</summary>
    internal static async Task<JsonNode> RunAsync(string script, params string[] arguments)
    {
        var folder = Path.Combine(ClientsFolder(), "notion");
        Assert.True(Directory.Exists(Path.Combine(folder, "node_modules", "@notionhq", "client")), "npm @notionhq/client is not installed: run eng/node.sh");
        var start = new ProcessStartInfo("node", [script, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var node = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        var errors = node.StandardError.ReadToEndAsync(limit.Token);
        var output = await node.StandardOutput.ReadToEndAsync(limit.Token);
        await node.WaitForExitAsync(limit.Token);
        Assert.True(node.ExitCode == 0, $"{script} ended with {node.ExitCode}: {await errors}");
        return JsonNode.Parse(output)!;
    }

    private static string ClientsFolder([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "clients"));
}
