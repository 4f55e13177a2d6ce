using System.Net;
using System.Net.Sockets;
using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Egress;

/// <summary>Decides where a link may lead. A name is resolved once and the caller connects to the addresses that come back, so a
/// name server cannot answer differently the second time (DNS rebinding).</summary>
public sealed class AddressPolicy(EgressOptions options)
{
    private readonly AllowedHost[] _allowed = [.. options.AllowedPrivateHosts.Select(AllowedHost.Parse).OfType<AllowedHost>()];

    /// <summary>The host's addresses, IPv4 first, when every one of them is public or the host is allowed by configuration.</summary>
    /// <exception cref="JobFailureException">Permanent <c>private-address</c>.</exception>
    /// <exception cref="SocketException">The name is not known.</exception>
    public async Task<IPAddress[]> Resolve(string host, int port, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(host.Trim('[', ']'), ct);
        if (addresses.Length == 0) throw new SocketException((int)SocketError.HostNotFound);
        if (!_allowed.Any(a => a.Covers(host, port)) && !addresses.All(PublicAddress.Is)) throw Refusal(host);
        return [.. addresses.OrderBy(a => a.AddressFamily == AddressFamily.InterNetwork ? 0 : 1)];
    }

    public static JobFailureException Refusal(string host) => new(
        ErrorClass.Permanent, "private-address", $"The link leads to a private network address ({host}), which is not served. Put a public link there, or ask the operator to allow the host (Egress:AllowedPrivateHosts), then set the row back.");
}
