using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Checkups;
using Pipeline.Core.Configuration;
using Pipeline.Core.Media;

namespace Pipeline.Adapters.Ffmpeg;

public static class FfmpegRegistration
{
    /// <summary>Needs <c>AddProcesses</c>.</summary>
    public static IServiceCollection AddFfmpeg(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddCheckedOptions<FfmpegOptions>(configuration, FfmpegOptions.Section);
        return services.AddSingleton<IMediaInspector, FfprobeInspector>().AddSingleton<IAudioDecoder, FfmpegDecoder>().AddSingleton<IMediaEditor, FfmpegEditor>();
    }

    /// <summary>Needs <see cref="AddFfmpeg"/>.</summary>
    public static IServiceCollection AddFfmpegCheckup(this IServiceCollection services) => services.AddSingleton<ICheckup, FfmpegCheckup>();
}
