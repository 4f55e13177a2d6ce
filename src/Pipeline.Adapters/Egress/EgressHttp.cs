using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Egress;

/// <summary>Makes the HttpClients that fetch what strangers name. Every connection, those of redirects included, is dialled by
/// <see cref="EgressDialer"/>; a redirect may lead neither from https to http nor to another scheme.</summary>
public sealed class EgressHttp(EgressDialer dialer)
{
    public const int MaxRedirects = 10;

    /// <summary>A client without a total time limit: <see cref="RangeDownload"/> has its own watchdogs. The caller keeps it.</summary>
    public HttpClient Create() => new(new Refusals(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = true,
        MaxAutomaticRedirections = MaxRedirects,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectCallback = async (context, ct) => await dialer.Connect(context.DnsEndPoint.Host, context.DnsEndPoint.Port, ct),
    }))
    {
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { { "User-Agent", "Mozilla/5.0 (compatible; pipeline)" } },
    };

    /// <summary>The handler wraps what ConnectCallback throws; a refusal must arrive as what it is.</summary>
    private sealed class Refusals(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException e) when (e.InnerException is JobFailureException refusal)
            {
                throw new JobFailureException(refusal.Error, e);
            }
        }
    }
}
