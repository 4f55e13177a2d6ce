using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pipeline.Core.Configuration;

namespace Pipeline.Adapters.Models;

public static class ModelsRegistration
{
    /// <summary>Section <c>Models</c>. Needs <c>AddEgress</c>, a <c>DataRoot</c> and a <c>DiskFloor</c>.</summary>
    public static IServiceCollection AddModels(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddCheckedOptions<ModelsOptions>(configuration, "Models");
        services.AddSingleton(sp => new ModelHost(sp.GetRequiredService<ModelsOptions>(), Client(redirects: true), Client(redirects: false)));
        services.AddSingleton<ModelDownload>().AddSingleton<ModelStore>();
        return services;
    }

    /// <summary>Not through the egress proxy: the operator names this host, not a link. Downloads have their own watchdogs.</summary>
    private static HttpClient Client(bool redirects) => new(new SocketsHttpHandler { AllowAutoRedirect = redirects, ConnectTimeout = TimeSpan.FromSeconds(20), UseCookies = false })
    {
        Timeout = redirects ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(60),
        DefaultRequestHeaders = { { "User-Agent", "pipeline" } },
    };
}
