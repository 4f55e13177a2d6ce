using System.Text.Json;
using System.Text.Json.Serialization;
using Pipeline.Sandbox.Faults;
using Pipeline.Sandbox.Notion;

namespace Pipeline.Sandbox.Admin;

/// <summary>The Sandbox's controls over HTTP, for scripts and for the demo: faults, the journal, the seed database.</summary>
internal static class AdminEndpoints
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
    };

    public static void MapAdmin(this WebApplication app, SandboxServer server)
    {
        MapFaults(app, server.Faults);
        app.MapGet("/_admin/journal", context =>
            AnswerAsync(context, server.Journal.Of(context.Request.Query["prefix"].FirstOrDefault() ?? "")));
        app.MapDelete("/_admin/journal", context => DoAsync(context, server.Journal.Clear));
        MapNotion(app, server.Notion);
    }

    private static void MapFaults(WebApplication app, FaultPlan faults)
    {
        app.MapGet("/_admin/faults", context => AnswerAsync(context, faults.Active.Select(Show)));
        app.MapPost("/_admin/faults", context => TryAsync(context, async () =>
            await AnswerAsync(context, Show(faults.Add(await ReadAsync<FaultRule>(context))))));
        app.MapDelete("/_admin/faults", context => DoAsync(context, faults.Clear));
        app.MapDelete("/_admin/faults/{id:int}", context => DoAsync(context, () =>
            faults.Active.FirstOrDefault(fault => $"{fault.Id}" == (string?)context.Request.RouteValues["id"])?.Release()));
    }

    private static void MapNotion(WebApplication app, NotionWorkspace notion)
    {
        app.MapGet("/_admin/notion/status-history", context => AnswerAsync(
            context, notion.StatusHistory(context.Request.Query["page"].ToString(), context.Request.Query["property"].FirstOrDefault())));
        app.MapPost("/_admin/notion/rows", context => TryAsync(context, async () =>
            await AnswerAsync(context, AddRow(notion, await ReadAsync<NewRow>(context)))));
        app.MapPost("/_admin/notion/pages", context => TryAsync(context, async () =>
            await AnswerAsync(context, new { id = notion.AddPlainPage((await ReadAsync<NewPage>(context)).Title) })));
        app.MapGet("/_admin/notion/page/{id}/text", context => TryAsync(context, () =>
        {
            context.Response.ContentType = "text/plain; charset=utf-8";
            return context.Response.WriteAsync(notion.PageBodyText(Id(context)));
        }));
        app.MapGet("/_admin/notion/page/{id}/blocks", context => TryAsync(context, () => AnswerAsync(context, notion.Blocks(Id(context)))));
    }

    private static object AddRow(NotionWorkspace notion, NewRow row)
    {
        var values = new Dictionary<string, string?> { ["Name"] = row.Name ?? "", ["Video Link"] = row.Url };
        if (!string.IsNullOrEmpty(row.Status))
        {
            values[NotionSeed.StatusColumn] = row.Status;
        }

        return new { id = notion.AddPage(NotionSeed.DataSourceId, values) };
    }

    private static object Show(Fault fault) => new { fault.Id, fault.Hits, Reached = fault.Reached.IsCompleted, fault.Rule };

    private static string Id(HttpContext context) => (string)context.Request.RouteValues["id"]!;

    private static async Task<T> ReadAsync<T>(HttpContext context) =>
        await JsonSerializer.DeserializeAsync<T>(context.Request.Body, Json, context.RequestAborted)
        ?? throw new ArgumentException("The body must be a JSON object.");

    private static Task AnswerAsync(HttpContext context, object answer) => context.Response.WriteAsJsonAsync(answer, Json);

    private static Task DoAsync(HttpContext context, Action action)
    {
        action();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static async Task TryAsync(HttpContext context, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException or KeyNotFoundException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await AnswerAsync(context, new { error = wrong.Message });
        }
    }
}
