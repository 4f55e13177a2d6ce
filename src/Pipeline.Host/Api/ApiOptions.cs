using System.Net;
using Pipeline.Core.Configuration;

namespace Pipeline.Host.Api;

/// <summary>Section <c>Api</c>: the webhook and what else is served over HTTP.</summary>
public sealed class ApiOptions : ICheckedOptions
{
    /// <summary>Address to listen on. Beyond loopback a <see cref="WebhookSecret"/> is required.</summary>
    public string Address { get; set; } = "http://127.0.0.1:8000";

    /// <summary>What callers send in the header X-Webhook-Secret. Secret: environment or secrets file. Empty: no check (loopback only).</summary>
    public string WebhookSecret { get; set; } = "";

    /// <summary>What Notion's "Send webhook" action sends in the header X-Worker-Secret to /notion/automation. Secret: environment or secrets file. Empty: refused.</summary>
    public string WorkerSecret { get; set; } = "";

    /// <summary>Address under which the world reaches this worker, such as https://pipeline.example.com/; empty: it does not. Only looked at by the check-up.</summary>
    public string PublicAddress { get; set; } = "";

    public IEnumerable<string> Problems()
    {
        if (PublicAddress.Length > 0 && !IsWeb(PublicAddress))
            yield return $"Api:PublicAddress is '{PublicAddress}'; it must be like https://pipeline.example.com/, or empty.";
        if (!Uri.TryCreate(Address, UriKind.Absolute, out var uri) || uri is not { Scheme: "http", PathAndQuery: "/" })
            yield return $"Api:Address is '{Address}'; it must be like http://127.0.0.1:8000. TLS and paths are the business of a proxy in front.";
        else if (uri is { Host: "localhost", Port: 0 })
            yield return "Api:Address is localhost with port 0, which cannot be; write 127.0.0.1 for localhost, or name a port.";
        else if (WebhookSecret.Length == 0 && !IsLoopback(uri.Host))
            yield return $"Api:WebhookSecret is empty and Api:Address ({Address}) can be reached from other machines. Set PIPELINE_API__WEBHOOKSECRET, or listen on 127.0.0.1.";
    }

    private static bool IsWeb(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    private static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
