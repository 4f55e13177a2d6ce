using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Pipeline.Adapters.Processes;
using Pipeline.Core.Checkups;
using Pipeline.Core.Configuration;
using Pipeline.Core.Media;
using Pipeline.Core.Transcripts;

namespace Pipeline.Adapters.Whisper;

public static class WhisperRegistration
{
    /// <summary>Section <c>Whisper</c>: engine, speech detector and the chunker that cuts for them. Needs <c>AddProcesses</c>.</summary>
    public static IServiceCollection AddWhisper(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddCheckedOptions<WhisperOptions>(configuration, "Whisper");
        services.TryAddSingleton(TimeProvider.System);
        services.AddKeyedSingleton(nameof(WhisperOptions.ModelPath), (sp, key) => new ModelFile((string)key!, Options(sp).ModelPath));
        services.AddKeyedSingleton(nameof(WhisperOptions.VadModelPath), (sp, key) => new ModelFile((string)key!, Options(sp).VadModelPath));
        services.AddSingleton(sp => new SpeechChunker(new SpeechChunkerRule(Options(sp).PieceSeconds)));
        services.AddSingleton(Server);
        services.AddSingleton<ITranscriber>(sp => new WhisperTranscriber(
            sp.GetRequiredService<WhisperServer>(), Options(sp), Model(sp), sp.GetRequiredService<TimeProvider>(), sp.GetRequiredService<ILogger<WhisperTranscriber>>()));
        services.AddSingleton<ITranscribers, WhisperTranscribers>();
        services.AddSingleton<ISpeechDetector>(sp => new SileroSpeechDetector(
            sp.GetRequiredService<ProcessRunner>(), Options(sp), sp.GetRequiredKeyedService<ModelFile>(nameof(WhisperOptions.VadModelPath))));
        return services;
    }

    private static WhisperServer Server(IServiceProvider sp) => new(
        sp.GetRequiredService<ProcessRunner>(), Client(), Options(sp), Model(sp), sp.GetRequiredService<TimeProvider>(), sp.GetRequiredService<ILogger<WhisperServer>>());

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

    private static ModelFile Model(IServiceProvider sp) => sp.GetRequiredKeyedService<ModelFile>(nameof(WhisperOptions.ModelPath));

    /// <summary>Needs <see cref="AddWhisper"/>.</summary>
    public static IServiceCollection AddWhisperCheckup(this IServiceCollection services) => services.AddSingleton<ICheckup>(sp => new WhisperCheckup(
        sp.GetRequiredService<ProcessRunner>(), Client(), Options(sp), Model(sp),
        sp.GetRequiredKeyedService<ModelFile>(nameof(WhisperOptions.VadModelPath)), sp.GetRequiredService<TimeProvider>()));
}
