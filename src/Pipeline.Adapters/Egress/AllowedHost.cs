using System.Globalization;
using System.Text.RegularExpressions;

namespace Pipeline.Adapters.Egress;

/// <summary>One entry of <see cref="EgressOptions.AllowedPrivateHosts"/>.</summary>
/// <param name="Port">Null: every port.</param>
public sealed partial record AllowedHost(string Host, int? Port)
{
    public static AllowedHost? Parse(string entry)
    {
        if (HostAndPort().Match(entry.Trim()) is not { Success: true } m) return null;
        int? port = m.Groups["port"].Success ? int.Parse(m.Groups["port"].Value, CultureInfo.InvariantCulture) : null;
        return port is 0 or > 65535 ? null : new AllowedHost(m.Groups["host"].Value.Trim('[', ']'), port);
    }

    public bool Covers(string host, int port) =>
        string.Equals(host.Trim('[', ']'), Host, StringComparison.OrdinalIgnoreCase) && (Port is null || Port == port);

    [GeneratedRegex(@"^(?<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(:(?<port>\d{1,5}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex HostAndPort();
}
