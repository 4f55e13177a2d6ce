using Microsoft.Extensions.Options;
using Pipeline.Adapters.Storage;
using Pipeline.Core.Channels;
using Pipeline.Core.Configuration;
using Pipeline.Core.Intake;
using Pipeline.Core.Media;
using Pipeline.Core.Running;

namespace Pipeline.Host.Configuration;

/// <summary>What every command needs: rows, channels, intake. No engine, no network.</summary>
public static class PipelineRegistration
{
    /// <summary>Sections that appsettings.json may have beside the adapters' own.</summary>
    private static readonly string[] Sections =
        ["Api", "Board", "Channels", "Drive", "Egress", "Ffmpeg", "Files", "Health", "LocalFiles", "Log", "Models", "Notion", "OpenAi", "Polling", "Queue", "Retry", "Storage", "Whisper", "Worker", "YtDlp"];

    /// <summary>Environment variables of ours that are no settings: PIPELINE_SECRETS (see ConfigurationSources) and PIPELINE_CACHE (eng/).</summary>
    private static readonly string[] NoSections = ["Secrets", "Cache"];

    public static IServiceCollection AddPipeline(this IServiceCollection services, IConfiguration configuration)
    {
        RefuseUnknownSections(configuration);
        services.AddSingleton(TimeProvider.System);
        services.AddStorage(configuration);
        services.AddCheckedOptions<WorkerOptions>(configuration, "Worker");
        services.AddCheckedOptions<RetryOptions>(configuration, "Retry");
        services.AddCheckedOptions<ChannelsOptions>(configuration, "Channels");
        services.AddSingleton(sp => ChannelsFile.Load(sp.GetRequiredService<ChannelsOptions>().File));
        services.AddSingleton(sp => new DataRoot(Path.GetFullPath(sp.GetRequiredService<StorageOptions>().DataDirectory)));
        services.AddSingleton(sp => new WorkRoot(Path.Combine(sp.GetRequiredService<DataRoot>().Path, sp.GetRequiredService<WorkerOptions>().WorkDirectory)));
        services.AddSingleton(sp => new DiskFloor(sp.GetRequiredService<WorkerOptions>().MinFreeMiB << 20));
        services.AddSingleton<DiskGuard>();
        services.AddSingleton<RetryPolicy>();
        services.AddSingleton<JobIntake>();
        services.AddSingleton<FirstContact>();
        return services;
    }

    /// <summary>Options that decide about registrations, read before there is a container; checked again at start like all others.</summary>
    public static T Read<T>(this IConfiguration configuration, string section)
        where T : class, ICheckedOptions, new()
    {
        var services = new ServiceCollection().AddCheckedOptions<T>(configuration, section).BuildServiceProvider();
        return services.GetRequiredService<IOptions<T>>().Value;
    }

    private static void RefuseUnknownSections(IConfiguration configuration)
    {
        foreach (var section in configuration.GetChildren().Where(s => !Sections.Concat(NoSections).Contains(s.Key, StringComparer.OrdinalIgnoreCase)))
            throw new ConfigurationException($"{section.Key} is no section of the settings.{UnknownKeys.Nearest(section.Key, Sections)}");
    }
}
