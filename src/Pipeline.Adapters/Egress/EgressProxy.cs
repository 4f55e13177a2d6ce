using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Pipeline.Adapters.Egress;

/// <summary>The only way of child processes to the network: an HTTP proxy on a loopback port of its own. They follow redirects,
/// manifests and fragments by themselves, so the check must sit where every connection passes (media-and-drive.md §4).</summary>
public sealed class EgressProxy(EgressDialer dialer, ILogger<EgressProxy> log) : IHostedService, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private TcpListener? _listener;
    private int _disposed;
    private Task _accepting = Task.CompletedTask;

    /// <summary><c>http://127.0.0.1:PORT</c>.</summary>
    public Uri Address => _listener is { } listener
        ? new Uri($"http://{listener.LocalEndpoint}")
        : throw new InvalidOperationException("The egress proxy has not been started: AddEgress must come before what uses it.");

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        log.ProxyStarted(Address);
        _accepting = Accept(_listener);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        _listener?.Stop();
        await _accepting;
    }

    /// <summary>May come twice: the container knows this object as itself and as a hosted service.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1) return;
        await StopAsync(CancellationToken.None);
        _listener?.Dispose();
        _stop.Dispose();
    }

    private async Task Accept(TcpListener listener)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                _ = Serve(await listener.AcceptTcpClientAsync(_stop.Token));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // A client that gave up while queueing is nothing; at a stop the loop ends.
                log.ExchangeBroken(e);
            }
        }
    }

    private async Task Serve(TcpClient tcp)
    {
        using var connection = tcp;
        try
        {
            await new ProxyExchange(tcp.GetStream(), dialer, log).Run(_stop.Token);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            log.ExchangeBroken(e);
        }
    }
}
