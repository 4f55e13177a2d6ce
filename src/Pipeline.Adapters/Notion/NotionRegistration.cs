using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Pipeline.Core.Board;
using Pipeline.Core.Checkups;
using Pipeline.Core.Configuration;

namespace Pipeline.Adapters.Notion;

public static class NotionRegistration
{
    /// <summary>Registers <see cref="IBoard"/> over Notion. Nothing is called here; without a token every call says so.</summary>
    public static IServiceCollection AddNotion(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddCheckedOptions<NotionOptions>(configuration, NotionOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<CheckupBell>();
        services.AddSingleton(sp => new NotionPacer(
            sp.GetRequiredService<NotionOptions>().RequestsPerSecond,
            sp.GetRequiredService<NotionOptions>().Burst,
            sp.GetRequiredService<TimeProvider>(),
            Random.Shared.NextDouble));
        services.AddSingleton(sp => new NotionToken(
            configuration, sp.GetRequiredService<NotionOptions>(), sp.GetRequiredService<TimeProvider>(), sp.GetRequiredService<ILogger<NotionToken>>()));
        services.AddSingleton(sp => new NotionClient(
            CreateHttp(sp.GetRequiredService<NotionOptions>()),
            sp.GetRequiredService<NotionPacer>(),
            sp.GetRequiredService<NotionToken>(),
            sp.GetRequiredService<NotionOptions>(),
            sp.GetRequiredService<TimeProvider>(),
            sp.GetRequiredService<ILogger<NotionClient>>()));
        services.AddSingleton<NotionApi>().AddSingleton<OwnUser>().AddSingleton<TableFinder>().AddSingleton<RowQuery>().AddSingleton<SchemaCache>();
        services.AddSingleton<ColumnSender>().AddSingleton<PageSender>().AddSingleton<NoteSender>().AddSingleton<ToggleReader>().AddSingleton<TranscriptSender>();
        services.AddSingleton<IBoard, NotionBoard>();
        services.AddSingleton<NotionSetupApi>();
        services.AddSingleton(sp => new NotionSetup(sp.GetRequiredService<NotionApi>(), sp.GetRequiredService<NotionSetupApi>(), sp.GetRequiredService<TableFinder>()));
        return services;
    }

    /// <summary>Needs <see cref="AddNotion"/> and the channels.</summary>
    public static IServiceCollection AddNotionCheckup(this IServiceCollection services) => services.AddSingleton<ICheckup, NotionCheckup>();

    // The time limit of a call is the client's own: it knows why it gave up. No redirect: the token must not follow one.
    private static HttpClient CreateHttp(NotionOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            AutomaticDecompression = DecompressionMethods.All,
            AllowAutoRedirect = false,
        };
        var http = new HttpClient(handler) { BaseAddress = new Uri(options.BaseAddress), Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("pipeline/0.1");
        return http;
    }
}
