using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pipeline.Adapters.Models;
using Pipeline.Adapters.Processes;
using Pipeline.Core.Checkups;
using Pipeline.Core.Configuration;
using Pipeline.Core.Media;
using Pipeline.Core.Running;

namespace Pipeline.Adapters.Whisper;

public static class WhisperRegistration
{
    /// <summary>Section <c>Whisper</c>: engine, speech detector and the chunker that cuts for them. Needs <c>AddProcesses</c>,
    /// <c>AddModels</c> and the section <c>Worker</c>.</summary>
    public static IServiceCollection AddWhisper(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddCheckedOptions<WhisperOptions>(configuration, "Whisper");
        services.AddSingleton<IValidateOptions<WhisperOptions>, ServersFitTranscriptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(sp => new SpeechChunker(new SpeechChunkerRule(Options(sp).PieceSeconds)));
        services.AddSingleton<ISpeechDetector>(sp => new SileroSpeechDetector(sp.GetRequiredService<ProcessRunner>(), Options(sp), sp.GetRequiredService<ModelStore>()));
        services.AddSingleton(sp => EnginePlan.Of(Options(sp), sp.GetRequiredService<WorkerOptions>().MaxTranscriptions, Environment.ProcessorCount));
        services.AddSingleton(sp => new WhisperLauncher(
            sp.GetRequiredService<ProcessRunner>(), Client(), Options(sp), sp.GetRequiredService<EnginePlan>(), sp.GetRequiredService<TimeProvider>()));
        services.AddSingleton<EngineProbe>().AddSingleton<BinaryMemory>().AddSingleton<EngineBinaries>().AddSingleton<WhisperPool>();
        services.AddSingleton(sp => new WhisperEngine(
            sp.GetRequiredService<ModelStore>(), sp.GetRequiredService<WhisperPool>(), Options(sp), sp.GetRequiredService<TimeProvider>(), sp.GetRequiredService<ILogger<WhisperTranscriber>>()));
        services.AddHostedService<WhisperWarmUp>();
        return services;
    }

    /// <summary>The server closes idle connections after 5 s; ours go before, or a request would run into the closing. Time limits are
    /// set for each request.</summary>
    private static HttpClient Client() => new(new SocketsHttpHandler
    {
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2),
        ConnectTimeout = TimeSpan.FromSeconds(5),
        UseProxy = false,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private static WhisperOptions Options(IServiceProvider sp) => sp.GetRequiredService<WhisperOptions>();

    /// <summary>Needs <see cref="AddWhisper"/>.</summary>
    public static IServiceCollection AddWhisperCheckup(this IServiceCollection services) => services.AddSingleton<ICheckup, WhisperCheckup>();
}
