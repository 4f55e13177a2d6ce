using System.Net;
using System.Net.Sockets;

namespace Pipeline.Tests.Support;

/// <summary>A port for a child that cannot be asked which one it took.</summary>
internal static class FreePort
{
    public static int Take()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
