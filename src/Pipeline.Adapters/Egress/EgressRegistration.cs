using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pipeline.Core.Configuration;

namespace Pipeline.Adapters.Egress;

public static class EgressRegistration
{
    public static IServiceCollection AddEgress(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddCheckedOptions<EgressOptions>(configuration, EgressOptions.Section);
        services.AddSingleton<AddressPolicy>().AddSingleton<EgressDialer>().AddSingleton<EgressHttp>().AddSingleton<RangeDownload>();
        services.AddSingleton<EgressProxy>().AddHostedService(sp => sp.GetRequiredService<EgressProxy>());
        return services;
    }
}
