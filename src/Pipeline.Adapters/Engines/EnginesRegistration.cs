using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Transcripts;

namespace Pipeline.Adapters.Engines;

public static class EnginesRegistration
{
    /// <summary>Who listens for which channel. Needs <c>AddWhisper</c> and <c>AddOpenAi</c>.</summary>
    public static IServiceCollection AddEngines(this IServiceCollection services) => services.AddSingleton<ITranscribers, EngineChoice>();
}
