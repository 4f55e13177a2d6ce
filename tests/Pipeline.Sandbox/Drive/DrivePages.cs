using System.Text;
using System.Text.Encodings.Web;

namespace Pipeline.Sandbox.Drive;

/// <summary>Where the links in a Notion row lead when a person clicks them.</summary>
internal static class DrivePages
{
    public static IResult File(string id, DriveStore store)
    {
        if (store.Find(id) is not { } file)
        {
            return Missing();
        }

        var source = $"/drive/file/{file.Id}/content";
        var preview = file.MimeType.Split('/')[0] switch
        {
            "video" => $"<video controls src=\"{source}\"></video>",
            "audio" => $"<audio controls src=\"{source}\"></audio>",
            _ => $"<iframe src=\"{source}\"></iframe>",
        };
        return Page(file.Name, $"""
            <p>{Text(file.Path)} · {Text(file.MimeType)} · {file.Size} bytes</p>{preview}
            <p>md5 {file.Md5}<br>sha256 {file.Sha256}</p><p><a href="{source}">Open</a></p>
            """);
    }

    public static IResult Content(string id, DriveStore store) =>
        store.Catalog.Peek(id) is { Content: { } content } item
            ? Results.File(content.Path, Readable(item.MimeType), enableRangeProcessing: true)
            : Missing();

    public static IResult Folder(string id, DriveStore store)
    {
        if (store.Catalog.Peek(id) is not { IsFolder: true } folder)
        {
            return Missing();
        }

        var rows = new StringBuilder("<table>");
        foreach (var item in store.Catalog.ChildrenOf(id))
        {
            rows.Append($"<tr><td><a href=\"{FileJson.WebViewLink(item, "/")}\">{Text(item.Name)}</a></td>"
                + $"<td>{Text(item.MimeType)}</td><td>{item.Content?.Size}</td></tr>");
        }

        var up = folder.ParentId is { } parent ? $"<p><a href=\"/drive/folders/{parent}\">Up</a></p>" : "";
        return Page(folder.Name, up + rows + "</table>");
    }

    /// <summary>A transcript is shown, not downloaded; HTML that somebody uploaded is never run.</summary>
    private static string Readable(string mimeType) =>
        mimeType.StartsWith("text/", StringComparison.Ordinal) || mimeType is "application/json" or "application/x-subrip"
            ? "text/plain; charset=utf-8"
            : mimeType;

    private static IResult Missing() => Results.Text("There is no such file in the Sandbox's Drive.", statusCode: 404);

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);

    private static IResult Page(string title, string body) => Results.Content($$"""
        <!doctype html><html lang="en"><meta charset="utf-8"><title>{{Text(title)}} – Sandbox Drive</title>
        <style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}td{padding:.2rem 1rem .2rem 0}
        video,audio,iframe{width:100%}iframe{height:60vh;border:1px solid #ccc}p{overflow-wrap:anywhere}</style>
        <h1>{{Text(title)}}</h1>{{body}}</html>
        """, "text/html; charset=utf-8");
}
