namespace Pipeline.Sandbox.Media;

/// <summary>A site with videos under /media/.</summary>
public static class MediaEndpoints
{
    private static readonly string[] Reads = ["GET", "HEAD"];

    public static IServiceCollection AddMedia(this IServiceCollection services, MediaOptions? options = null) =>
        services.AddSingleton(_ => new MediaSite(options));

    /// <summary>Maps /media/page/, /media/file/, /media/hls/, /media/dash/ and /_admin/media/traffic.</summary>
    public static IEndpointRouteBuilder MapMedia(this IEndpointRouteBuilder app)
    {
        app.MapGet("/media", MediaPages.Index);
        app.MapMethods("/media/page/{clip}", Reads, MediaPages.Page);
        app.MapMethods("/media/file/fake-hls.mp4", Reads, MediaHls.FakeMp4);
        app.MapMethods("/media/file/{clip}.{extension}", Reads, MediaFiles.GetAsync);
        app.MapMethods("/media/hls/{clip}/index.m3u8", Reads, MediaHls.IndexAsync);
        app.MapMethods("/media/hls/{clip}/{segment}.ts", Reads, MediaFiles.SegmentAsync);
        app.MapMethods("/media/dash/{clip}/{sound}/manifest.mpd", Reads, MediaDash.Manifest);
        app.MapGet("/_admin/media/traffic", (MediaSite site) => Results.Json(site.Traffic));
        return app;
    }
}
