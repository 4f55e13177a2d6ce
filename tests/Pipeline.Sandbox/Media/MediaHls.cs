namespace Pipeline.Sandbox.Media;

/// <summary>HLS: a real one made by ffmpeg, and one that tries to make its reader open what it must not.</summary>
internal static class MediaHls
{
    /// <summary>
    /// A playlist served as video/mp4. A reader that goes by content sees HLS and follows it into the machine: a local file,
    /// the cloud's metadata address, loopback and a private network.
    /// </summary>
    private const string DressedUp = """
        #EXTM3U
        #EXT-X-VERSION:3
        #EXT-X-TARGETDURATION:10
        #EXT-X-MEDIA-SEQUENCE:0
        #EXTINF:10.0,
        file:///etc/passwd
        #EXTINF:10.0,
        http://169.254.169.254/latest/meta-data/
        #EXTINF:10.0,
        http://127.0.0.1:1/segment.ts
        #EXTINF:10.0,
        http://10.0.0.1/segment.ts
        #EXT-X-ENDLIST

        """;

    public static IResult FakeMp4(HttpContext context, MediaSite site)
    {
        site.Count(context.Request.Path, context.Request.Headers.Range.ToString());
        return Results.Text(DressedUp, "video/mp4");
    }

    /// <summary>The playlist; its own query goes on to each segment.</summary>
    public static async Task<IResult> IndexAsync(HttpContext context, MediaSite site, string clip)
    {
        if (MediaClip.Find(clip) is not { } known)
        {
            return Results.NotFound();
        }

        site.Count(context.Request.Path, context.Request.Headers.Range.ToString());
        var folder = await site.Clips.GetAsync(known, MediaFormat.Hls, context.RequestAborted);
        var lines = await File.ReadAllLinesAsync(Path.Combine(folder, "index.m3u8"), context.RequestAborted);
        var text = string.Join('\n', lines.Select(l => l.StartsWith('#') ? l : l + context.Request.QueryString)) + "\n";
        return Results.Text(text, MediaFormat.Hls.ContentType);
    }
}
