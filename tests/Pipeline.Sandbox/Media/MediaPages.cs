using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using System.Xml;

namespace Pipeline.Sandbox.Media;

/// <summary>Pages with a video as yt-dlp's generic extractor finds them: schema.org's VideoObject with address, title and length.</summary>
internal static class MediaPages
{
    /// <summary>Query: <c>container</c> (mp4, webm, m4a, ogg, mp3, hls, dash-m4a, dash-weba) and <c>title</c> are the page's own; the rest goes to the file.</summary>
    public static IResult Page(HttpRequest request, string clip)
    {
        if (MediaClip.Find(clip) is not { } known)
        {
            return Results.Content(Html("Not found", "<p>There is no such video.</p>"), "text/html; charset=utf-8", statusCode: 404);
        }

        var container = request.Query["container"].FirstOrDefault() ?? "mp4";
        var (path, type, element) = container switch
        {
            "hls" => ($"/media/hls/{clip}/index.m3u8", MediaFormat.Hls.ContentType, "video"),
            "dash-m4a" or "dash-weba" => ($"/media/dash/{clip}/{container["dash-".Length..]}/manifest.mpd", MediaDash.ContentType, "video"),
            _ => ($"/media/file/{clip}.{container}", MediaFormat.Find(container, false)?.ContentType ?? "video/mp4", Element(container)),
        };
        var query = QueryString.Create(request.Query.Where(p => p.Key is not ("container" or "title")));
        var title = request.Query["title"].FirstOrDefault() ?? known.Title;
        var described = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "VideoObject",
            ["name"] = title,
            ["description"] = $"The clip {clip} of the Sandbox's media site.",
            ["duration"] = XmlConvert.ToString(known.Length),
            ["uploadDate"] = "2026-11-22",
            ["encodingFormat"] = type,
            ["contentUrl"] = $"{request.Scheme}://{request.Host}{path}{query}",
        };

        // No source element: of one, yt-dlp makes the title "… (1)" and finds no length.
        return Results.Content(Html(title, $"""
            <script type="application/ld+json">{described.ToJsonString()}</script>
            <{element} id="player" controls width="640"></{element}><p><a href="/media">All clips</a></p>
            <script>player.src = JSON.parse(document.querySelector("script[type='application/ld+json']").text).contentUrl</script>
            """), "text/html; charset=utf-8");
    }

    public static IResult Index()
    {
        var rows = MediaClip.Fixed.Select(c => c.Name).Append("long-30").Select(n =>
            $"<tr><td><a href=\"/media/page/{n}\">{Text(MediaClip.Find(n)!.Title)}</a></td><td>{n}</td></tr>");
        return Results.Content(Html("Sandbox media site", $"<table>{string.Concat(rows)}</table>"), "text/html; charset=utf-8");
    }

    private static string Element(string container) => container is "m4a" or "ogg" or "mp3" ? "audio" : "video";

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);

    private static string Html(string title, string body) => $$"""
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{Text(title)}}</title>
        <meta property="og:title" content="{{Text(title)}}"><meta property="og:type" content="video.other">
        <style>body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}td{padding:.2rem 1rem .2rem 0}</style>
        </head><body><h1>{{Text(title)}}</h1>{{body}}</body></html>
        """;
}
