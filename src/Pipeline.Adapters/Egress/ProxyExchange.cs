using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Egress;

/// <summary>One connection of a child to the proxy, from its first line to its end.</summary>
internal sealed class ProxyExchange(NetworkStream client, EgressDialer dialer, ILogger log)
{
    private const int MaxHead = 64 * 1024;
    private readonly byte[] _head = new byte[MaxHead];

    internal async Task Run(CancellationToken ct)
    {
        var (headLength, filled) = await ReadHead(ct);
        if (headLength == 0) return;
        if (ProxyRequest.Parse(Encoding.Latin1.GetString(_head, 0, headLength)) is not { } request)
        {
            await Answer("400 Bad Request", ct);
            return;
        }

        await using var server = await Dial(request, ct);
        if (server is null) return;
        if (request.Head is { } head) await server.WriteAsync(Encoding.Latin1.GetBytes(head), ct);
        else await client.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), ct);
        await server.WriteAsync(_head.AsMemory(headLength, filled - headLength), ct);
        // Whichever side closes first ends both: a child that was killed must not leave its server connection behind.
        var (up, down) = (client.CopyToAsync(server, ct), server.CopyToAsync(client, ct));
        await await Task.WhenAny(up, down);
    }

    private async Task<NetworkStream?> Dial(ProxyRequest request, CancellationToken ct)
    {
        try
        {
            return await dialer.Connect(request.Host, request.Port, ct);
        }
        catch (JobFailureException)
        {
            var host = Printable(request.Host);
            log.EgressDenied(host, request.Port);
            await Answer($"403 {EgressDenial.Mark} {host}", ct);
        }
        catch (IOException)
        {
            await Answer("502 Bad Gateway", ct);
        }

        return null;
    }

    private async Task<(int HeadLength, int Filled)> ReadHead(CancellationToken ct)
    {
        var filled = 0;
        while (filled < MaxHead)
        {
            var count = await client.ReadAsync(_head.AsMemory(filled), ct);
            if (count == 0) break;
            filled += count;
            var end = _head.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
            if (end >= 0) return (end + 4, filled);
        }

        return (0, filled);
    }

    private async Task Answer(string status, CancellationToken ct) =>
        await client.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), ct);

    private static string Printable(string host) => string.Concat(host.Take(253).Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or ':' or '_' or '[' or ']'));
}
