using System.Globalization;
using System.Security.Cryptography;

namespace Pipeline.Sandbox.Models;

/// <summary>A model host under /models/, as Hugging Face serves large files: the address answers with a redirect that carries size and
/// SHA-256 (X-Linked-Size, X-Linked-ETag), the bytes come from elsewhere, with ranges.</summary>
internal static class ModelEndpoints
{
    private static readonly string[] Reads = ["GET", "HEAD"];

    public static void MapModels(this WebApplication app, ModelShelf shelf)
    {
        app.MapMethods("/models/{owner}/{repository}/resolve/main/{file}", Reads, (HttpContext context, string owner, string repository, string file) =>
            Resolve(context, $"{owner}/{repository}", file, shelf.Find($"{owner}/{repository}", file)));
        app.MapMethods("/models/bytes/{owner}/{repository}/{file}", Reads, (HttpContext context, string owner, string repository, string file) =>
            SendAsync(context, shelf, shelf.Find($"{owner}/{repository}", file)!));
    }

    private static IResult Resolve(HttpContext context, string repository, string file, byte[]? content)
    {
        if (content is null)
        {
            context.Response.Headers["X-Error-Code"] = "EntryNotFound";
            return Results.Text("Entry not found", statusCode: 404);
        }

        context.Response.Headers["X-Linked-Size"] = content.Length.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["X-Linked-ETag"] = Tag(content);
        return Results.Redirect($"/models/bytes/{repository}/{file}");
    }

    private static async Task SendAsync(HttpContext context, ModelShelf shelf, byte[] content)
    {
        shelf.Count(context.Request.Headers.Range.ToString());
        if (shelf.TakeCut() is { } share)
        {
            context.Response.ContentLength = content.Length;
            context.Response.Headers.ETag = Tag(content);
            await context.Response.Body.WriteAsync(content.AsMemory(0, (int)(content.Length * share)), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
            return;
        }

        await Results.Bytes(content, "application/octet-stream", enableRangeProcessing: true, entityTag: new(Tag(content))).ExecuteAsync(context);
    }

    private static string Tag(byte[] content) => $"\"{Convert.ToHexStringLower(SHA256.HashData(content))}\"";
}
