using System.Net.Sockets;

namespace Pipeline.Adapters.Egress;

/// <summary>Opens connections to where <see cref="AddressPolicy"/> lets it, and to the very address that was checked.</summary>
public sealed class EgressDialer(AddressPolicy policy, EgressOptions options, TimeProvider time)
{
    /// <exception cref="Core.Jobs.JobFailureException">Permanent <c>private-address</c>.</exception>
    /// <exception cref="IOException">Not known, not reachable, or too late.</exception>
    public async Task<NetworkStream> Connect(string host, int port, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.ConnectTimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(await policy.Resolve(host, port, either.Token), port, either.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception e)
        {
            socket.Dispose();
            if (e is SocketException) throw new IOException($"{host} cannot be reached: {e.Message}", e);
            if (e is OperationCanceledException && !ct.IsCancellationRequested)
                throw new IOException($"{host} did not answer within {options.ConnectTimeoutSeconds} s", e);
            throw;
        }
    }
}
