using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pipeline.Core.Checkups;
using Pipeline.Core.Configuration;
using Pipeline.Core.Files;
using Pipeline.Core.Media;

namespace Pipeline.Adapters.Drive;

public static class DriveRegistration
{
    /// <summary>The word for this store in <c>Files:Store</c>, and the key of its <see cref="IFileStore"/>.</summary>
    public const string StoreName = "drive";

    /// <summary>Registers Google Drive as a keyed file store and as a source of media (that one needs <c>AddEgress</c>, and goes before
    /// <c>AddYtDlp</c>: the first source that can fetch a link does).</summary>
    public static IServiceCollection AddDrive(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddCheckedOptions<DriveOptions>(configuration, "Drive");
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<DriveTokens>();
        services.AddSingleton<DriveBackoff>();
        services.AddKeyedSingleton(StoreName, (sp, _) => Connect(sp));
        services.AddSingleton<DriveHttp>();
        services.AddSingleton<DriveClient>();
        services.AddKeyedSingleton<IFileStore>(StoreName, (sp, _) => ActivatorUtilities.CreateInstance<DriveFileStore>(sp));
        services.AddSingleton<IMediaSource, DriveMediaSource>();
        return services;
    }

    /// <summary>No redirects: 308 is an answer of the upload protocol. No time limit on the whole: <see cref="StallWatch"/> has it.</summary>
    private static HttpClient Connect(IServiceProvider services)
    {
        var root = new Uri(services.GetRequiredService<DriveOptions>().BaseAddress);
        var sockets = new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10) };
        return new HttpClient(new ErrorBodies(new DriveAuthorization(services.GetRequiredService<DriveTokens>(), root, sockets)))
        {
            BaseAddress = root,
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Needs <see cref="AddDrive"/> and the channels, whose folders are looked at.</summary>
    public static IServiceCollection AddDriveCheckup(this IServiceCollection services) => services.AddSingleton<ICheckup, DriveCheckup>();
}
