using System.Text.Json;
using Pipeline.Sandbox.Notion;

namespace Pipeline.Sandbox.Board;

/// <summary>The page at <c>/</c>, which shows the fake workspace and refreshes by itself, and the data it asks for.</summary>
internal static class BoardEndpoints
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src data:";

    public static void MapBoard(this WebApplication app, NotionWorkspace notion)
    {
        app.MapGet("/", async context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.Headers.ContentSecurityPolicy = Policy;
            await using var page = typeof(BoardEndpoints).Assembly.GetManifestResourceStream("board.html")!;
            await page.CopyToAsync(context.Response.Body, context.RequestAborted);
        });
        app.MapGet("/_admin/board.json", context =>
            context.Response.WriteAsJsonAsync(notion.Locked(() => BoardView.Of(notion.State)), JsonSerializerOptions.Web));
    }
}
