using Pipeline.Adapters.Drive;
using Pipeline.Adapters.Ffmpeg;
using Pipeline.Adapters.LocalFiles;
using Pipeline.Adapters.Notion;
using Pipeline.Adapters.OpenAi;
using Pipeline.Adapters.Storage;
using Pipeline.Adapters.Whisper;
using Pipeline.Adapters.YtDlp;
using Pipeline.Core.Checkups;
using Pipeline.Host.Api;
using Pipeline.Host.Configuration;

namespace Pipeline.Host.Health;

/// <summary>Which check-ups there are, in the order in which people read them.</summary>
public static class CheckupRegistration
{
    /// <summary>Needs <c>AddPipeline</c> and <c>AddWorker</c>.</summary>
    public static IServiceCollection AddCheckups(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<Examination>().AddSingleton<ICheckup, ChannelsCheckup>();
        services.AddNotionCheckup();
        if (configuration["Files:Store"] == LocalFilesRegistration.StoreName) services.AddLocalFilesCheckup();
        else services.AddDriveCheckup();
        services.AddYtDlpCheckup().AddFfmpegCheckup().AddWhisperCheckup().AddOpenAiCheckup().AddStorageCheckup();
        services.AddSingleton<ICheckup>(sp => new AddressCheckup(configuration.Read<ApiOptions>("Api"), sp.GetRequiredKeyedService<HttpClient>(AddressCheckup.Client)));
        services.AddKeyedSingleton(AddressCheckup.Client, (_, _) => new HttpClient { Timeout = TimeSpan.FromSeconds(15) });
        return services;
    }
}
