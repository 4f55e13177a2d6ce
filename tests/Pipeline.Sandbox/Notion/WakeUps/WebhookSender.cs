using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Pipeline.Sandbox.Notion.WakeUps;

/// <summary>The connection's webhook subscription (contract notion-api.md §6 A): handshake, then signed events. Whoever uses it decides what
/// is sent when, so that events can come twice, late and out of order.</summary>
public sealed class WebhookSender(NotionWorkspace workspace, Uri address) : IDisposable
{
    private readonly HttpClient http = new();
    private int sent;

    /// <summary>The subscription's secret; a person pastes it into Notion to verify.</summary>
    public string Token { get; } = "secret_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Also what "Resend token" does.</summary>
    public Task<HttpStatusCode> HandshakeAsync() => PostAsync(new JsonObject { ["verification_token"] = Token }, signature: null);

    /// <summary>An event about a row, as Notion makes it: no values, only where and which columns.</summary>
    /// <param name="columns">Names of the columns that changed; none for kinds that do not say.</param>
    public JsonObject Event(string type, string pageId, string? author = null, params string[] columns)
    {
        var parent = workspace.GetPage(pageId)["parent"]!;
        var data = new JsonObject { ["parent"] = new JsonObject { ["id"] = parent["database_id"]!.DeepClone(), ["type"] = "database", ["data_source_id"] = parent["data_source_id"]!.DeepClone() } };
        if (columns.Length > 0) data["updated_properties"] = new JsonArray([.. columns.Select(name => (JsonNode)workspace.GetPage(pageId)["properties"]![name]!["id"]!.GetValue<string>())]);
        return new JsonObject
        {
            ["id"] = $"evt_{++sent}",
            ["timestamp"] = "2026-11-25T10:00:00.000Z",
            ["authors"] = new JsonArray(new JsonObject { ["id"] = author ?? "5eed0000-0000-4000-8000-0000000000aa", ["type"] = author == NotionWorkspace.BotId ? "bot" : "person" }),
            ["attempt_number"] = 1,
            ["api_version"] = "2026-03-11",
            ["type"] = type,
            ["entity"] = new JsonObject { ["id"] = pageId, ["type"] = "page" },
            ["data"] = data,
        };
    }

    public Task<HttpStatusCode> SendAsync(JsonObject occurrence) => PostAsync(occurrence, Sign(occurrence.ToJsonString()));

    /// <param name="signature">Value of X-Notion-Signature; null sends none.</param>
    public async Task<HttpStatusCode> PostAsync(JsonObject occurrence, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(occurrence.ToJsonString(), Encoding.UTF8, "application/json") };
        if (signature is not null) request.Headers.Add("X-Notion-Signature", signature);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    public void Dispose() => http.Dispose();

    private string Sign(string body) => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Token), Encoding.UTF8.GetBytes(body)));
}
