using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pipeline.Core.Checkups;
using Pipeline.Core.Configuration;
using Pipeline.Core.Files;

namespace Pipeline.Adapters.LocalFiles;

public static class LocalFilesRegistration
{
    /// <summary>The word for this store in <c>Files:Store</c>, and the key of its <see cref="IFileStore"/>.</summary>
    public const string StoreName = "local";

    /// <summary>Registers a local folder as a keyed file store.</summary>
    public static IServiceCollection AddLocalFiles(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddCheckedOptions<LocalFilesOptions>(configuration, "LocalFiles");
        services.TryAddSingleton(TimeProvider.System);
        services.AddKeyedSingleton<IFileStore>(StoreName, (sp, _) => ActivatorUtilities.CreateInstance<LocalFileStore>(sp));
        return services;
    }

    /// <summary>Needs <see cref="AddLocalFiles"/>.</summary>
    public static IServiceCollection AddLocalFilesCheckup(this IServiceCollection services) => services.AddSingleton<ICheckup, LocalFilesCheckup>();
}
