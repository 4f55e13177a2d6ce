using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pipeline.Core.Checkups;
using Pipeline.Core.Configuration;

namespace Pipeline.Core.Board;

public static class BoardRegistration
{
    /// <summary>Registers the outbox's sender, which runs with the host, and the signal that wakes it.</summary>
    public static IServiceCollection AddBoardSender(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddCheckedOptions<BoardOptions>(configuration, BoardOptions.Section);
        services.TryAddSingleton<CheckupBell>();
        services.AddSingleton<BoardSignal>().AddSingleton<BoardSettling>().AddSingleton<BoardMetrics>();
        services.AddHostedService<BoardSender>();
        return services;
    }
}
