using System.Net;

namespace Pipeline.Adapters.Egress;

/// <summary>Tells public addresses from all others (IANA special-purpose registries; media-and-drive.md §4).</summary>
public static class PublicAddress
{
    private static readonly IPNetwork[] Refused4 = [.. ((string[])[
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "168.63.129.16/32", // Azure's metadata and DHCP address: public by number only
    ]).Select(n => IPNetwork.Parse(n))];

    // Outside 2000::/3 nothing is public: loopback, link-local, unique local, multicast, NAT64 (64:ff9b::/96), IPv4-compatible.
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    // Teredo and other protocol assignments, documentation, 6to4 (carries any IPv4 address inside).
    private static readonly IPNetwork[] Refused6 =
        [.. ((string[])["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"]).Select(n => IPNetwork.Parse(n))];

    public static bool Is(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork
            ? !Refused4.Any(n => n.Contains(plain))
            : Global6.Contains(plain) && !Refused6.Any(n => n.Contains(plain));
    }
}
