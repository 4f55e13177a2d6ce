using Pipeline.Core.Configuration;
using Pipeline.Host.Api;
using Pipeline.Host.Health;
using Pipeline.Host.Scheduling;
using Pipeline.Host.Telemetry;

namespace Pipeline.Host.Configuration;

/// <summary>The sections of the host itself: what <c>run</c> uses and <c>doctor</c> looks at.</summary>
public static class HostOptionsRegistration
{
    public static IServiceCollection AddHostOptions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddCheckedOptions<ApiOptions>(configuration, "Api").AddCheckedOptions<LogOptions>(configuration, "Log");
        services.AddCheckedOptions<QueueOptions>(configuration, "Queue").AddCheckedOptions<PollingOptions>(configuration, "Polling");
        return services.AddCheckedOptions<HealthOptions>(configuration, "Health");
    }
}
