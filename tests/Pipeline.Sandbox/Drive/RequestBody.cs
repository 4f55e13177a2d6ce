using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Pipeline.Sandbox.Drive;

/// <summary>Reads request bodies; Google's .NET library compresses its JSON bodies by default.</summary>
internal static class RequestBody
{
    /// <summary>The body, unpacked when it says it is gzip, without Kestrel's limit of 30 MB.</summary>
    public static Stream Open(HttpRequest request)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        return request.Headers.ContentEncoding == "gzip" ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;
    }

    /// <exception cref="DriveRefusal">400 when the body is neither empty nor a JSON object.</exception>
    public static async Task<JsonObject> JsonAsync(HttpRequest request) => ParseJson(await TextAsync(request));

    public static JsonObject ParseJson(string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        try
        {
            return JsonNode.Parse(text) as JsonObject ?? throw DriveRefusal.BadRequest("Parse Error: the body has to be a JSON object.");
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new DriveRefusal(400, "parseError", $"Parse Error: {e.Message}");
        }
    }

    public static async Task<Dictionary<string, string>> FormAsync(HttpRequest request) =>
        QueryHelpers.ParseQuery(await TextAsync(request)).ToDictionary(p => p.Key, p => p.Value.ToString());

    private static async Task<string> TextAsync(HttpRequest request)
    {
        using var reader = new StreamReader(Open(request), Encoding.UTF8);
        return await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
    }
}
