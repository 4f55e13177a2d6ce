using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Pipeline.Sandbox.Notion.WakeUps;

/// <summary>The "Send webhook" action of a database automation (contract notion-api.md §6 B): the page's properties and a header that a
/// person chose. As at Notion, one failed call pauses it until somebody resumes it.</summary>
public sealed class AutomationSender(NotionWorkspace workspace, Uri address, string header, string secret) : IDisposable
{
    private readonly HttpClient http = new();
    private int sent;

    public bool Paused { get; private set; }

    public async Task<HttpStatusCode> SendAsync(string pageId)
    {
        var body = new JsonObject
        {
            ["source"] = new JsonObject { ["type"] = "automation", ["event_id"] = $"evt_{++sent}", ["attempt"] = 1 },
            ["data"] = workspace.GetPage(pageId),
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Add(header, secret);
        using var answer = await http.SendAsync(request);
        Paused |= !answer.IsSuccessStatusCode;
        return answer.StatusCode;
    }

    public void Dispose() => http.Dispose();
}
