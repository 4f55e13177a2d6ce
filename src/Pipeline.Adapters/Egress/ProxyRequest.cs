using System.Globalization;
using System.Text;

namespace Pipeline.Adapters.Egress;

/// <summary>The head of a request to the proxy.</summary>
/// <param name="Head">What the server gets instead of it; null for CONNECT.</param>
internal sealed record ProxyRequest(string Host, int Port, string? Head)
{
    /// <summary>CONNECT host:port, or any method with an absolute http address; null for everything else.</summary>
    internal static ProxyRequest? Parse(string head)
    {
        var lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0 || lines[0].Split(' ') is not [var method, var target, var version]) return null;
        if (method == "CONNECT") return Tunnel(target);
        if (!Uri.TryCreate(target, UriKind.Absolute, out var uri) || uri.Scheme != "http") return null;
        return new ProxyRequest(uri.Host, uri.Port, Forward(method, target, version, lines.Skip(1)));
    }

    private static ProxyRequest? Tunnel(string target)
    {
        var colon = target.LastIndexOf(':');
        return colon > 0 && ushort.TryParse(target.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0
            ? new ProxyRequest(target[..colon], port, null)
            : null;
    }

    /// <summary>Origin form, and one request a connection: what follows on it must not reach a server that was not checked for it.</summary>
    private static string Forward(string method, string target, string version, IEnumerable<string> headers)
    {
        // Python's urllib (yt-dlp 2023.03) sends a proxy the fragment, too; a server answers 404 to it.
        target = target.Split('#')[0];
        var slash = target.IndexOf('/', "http://".Length);
        var head = new StringBuilder($"{method} {(slash < 0 ? "/" : target[slash..])} {version}\r\n");
        foreach (var header in headers.Where(h => !IsForProxy(h))) head.Append(header).Append("\r\n");
        return head.Append("Connection: close\r\n\r\n").ToString();
    }

    private static bool IsForProxy(string header) =>
        header.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase)
        || header.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase)
        || header.StartsWith("Keep-Alive:", StringComparison.OrdinalIgnoreCase);
}
