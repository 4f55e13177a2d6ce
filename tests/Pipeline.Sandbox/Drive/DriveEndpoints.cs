namespace Pipeline.Sandbox.Drive;

/// <summary>Google Drive v3 and its token endpoint, played at the root of the Sandbox.</summary>
public static class DriveEndpoints
{
    private static readonly string[] AnyVerb = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    public static IServiceCollection AddDrive(this IServiceCollection services, DriveOptions? options = null) =>
        services.AddSingleton(_ => new DriveStore(options));

    /// <summary>Maps /token, /drive/v3/, /upload/drive/v3/, the human pages /drive/file/ and /drive/folders/, and /_admin/drive/.</summary>
    public static IEndpointRouteBuilder MapDrive(this IEndpointRouteBuilder app)
    {
        app.MapPost("/token", (HttpRequest request, DriveStore store) => TokenEndpoint.HandleAsync(request, store));
        Api(app, "/drive/v3/{**path}", upload: false);
        Api(app, "/upload/drive/v3/{**path}", upload: true);
        app.MapGet("/drive/file/{id}/view", DrivePages.File);
        app.MapGet("/drive/file/{id}/content", DrivePages.Content);
        app.MapGet("/drive/folders/{id}", DrivePages.Folder);
        app.MapGet("/_admin/drive/files", DriveAdmin.Files);
        app.MapGet("/_admin/drive/uploads", DriveAdmin.Uploads);
        app.MapGet("/_admin/drive/switches", DriveAdmin.Switches);
        app.MapPost("/_admin/drive/switches", DriveAdmin.SetSwitches);
        return app;
    }

    private static void Api(IEndpointRouteBuilder app, string pattern, bool upload) => app.MapMethods(
        pattern, AnyVerb,
        (HttpContext context, DriveStore store, string? path) => DriveGateway.HandleAsync(context, store, path ?? "", upload));
}
