using Pipeline.Sandbox.Drive;

namespace Pipeline.Sandbox;

/// <summary>What the demo script needs to point a worker at this Sandbox.</summary>
internal static class DemoEndpoints
{
    public static void MapDemo(this IEndpointRouteBuilder app, SandboxServer server)
    {
        app.MapGet("/_admin/demo/channels.json", () => Results.Text(DemoChannels.Json(), "application/json"));
        app.MapGet("/_admin/drive/service-account.json", () => Results.Text(DriveSeed.ServiceAccountJson(server.BaseAddress), "application/json"));
        app.MapGet("/_admin/drive/seed", () => Results.Json(new { folderId = DriveSeed.FolderId, sharedDriveId = DriveSeed.SharedDriveId }));
    }
}
