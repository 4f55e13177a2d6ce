using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Pipeline.Core.Checkups;
using Pipeline.Core.Configuration;
using Pipeline.Core.Transcripts;

namespace Pipeline.Adapters.OpenAi;

public static class OpenAiRegistration
{
    /// <summary>Section <c>OpenAi</c>. Needs an <see cref="IEngineLedger"/>.</summary>
    public static IServiceCollection AddOpenAi(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddCheckedOptions<OpenAiOptions>(configuration, "OpenAi");
        services.AddSingleton(sp => new OpenAiClient(Client(), sp.GetRequiredService<OpenAiOptions>(), sp.GetRequiredService<TimeProvider>()));
        services.AddSingleton(sp => new OpenAiEngines(
            sp.GetRequiredService<OpenAiOptions>(), sp.GetRequiredService<OpenAiClient>(), sp.GetRequiredService<IEngineLedger>(),
            sp.GetRequiredService<TimeProvider>(), sp.GetRequiredService<ILogger<OpenAiEngines>>()));
        return services;
    }

    /// <summary>Needs <see cref="AddOpenAi"/>.</summary>
    public static IServiceCollection AddOpenAiCheckup(this IServiceCollection services) => services.AddSingleton<ICheckup, OpenAiCheckup>();

    /// <summary>No redirects: a key goes to the host that the settings name and to no other. whisper-server closes idle connections after 5 s.</summary>
    private static HttpClient Client() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(20),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
