using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Checkups;
using Pipeline.Core.Configuration;
using Pipeline.Core.Media;

namespace Pipeline.Adapters.YtDlp;

public static class YtDlpRegistration
{
    /// <summary>Needs <c>AddProcesses</c> and <c>AddEgress</c>. Goes after the sources that are more particular.</summary>
    public static IServiceCollection AddYtDlp(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddCheckedOptions<YtDlpOptions>(configuration, YtDlpOptions.Section);
        return services.AddSingleton<YtDlpVersion>().AddSingleton<IMediaSource, YtDlpMediaSource>();
    }

    /// <summary>Needs <see cref="AddYtDlp"/>.</summary>
    public static IServiceCollection AddYtDlpCheckup(this IServiceCollection services) => services.AddSingleton<ICheckup, YtDlpCheckup>();
}
