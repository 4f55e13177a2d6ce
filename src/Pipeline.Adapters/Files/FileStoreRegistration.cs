using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pipeline.Core.Configuration;
using Pipeline.Core.Files;

namespace Pipeline.Adapters.Files;

/// <summary>Chooses among the stores that the other folders registered by name; knows none of them.</summary>
public static class FileStoreRegistration
{
    /// <summary>Registers the one <see cref="IFileStore"/> that <c>Files:Store</c> names. Needs the registrations of both stores beside it.</summary>
    public static IServiceCollection AddFileStore(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddCheckedOptions<FilesOptions>(configuration, "Files");
        services.AddSingleton<IValidateOptions<FilesOptions>>(new Needs(configuration));
        services.AddSingleton(sp => sp.GetRequiredKeyedService<IFileStore>(sp.GetRequiredService<FilesOptions>().Store));
        return services;
    }

    /// <summary>A chosen store without its one necessary setting would fail only hours later, at the first upload.</summary>
    private sealed class Needs(IConfiguration configuration) : IValidateOptions<FilesOptions>
    {
        public ValidateOptionsResult Validate(string? name, FilesOptions options)
        {
            var needed = options.Store switch
            {
                "drive" => "Drive:CredentialsFile",
                "local" => "LocalFiles:Directory",
                _ => null,
            };
            return needed is null || !string.IsNullOrEmpty(configuration[needed])
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail($"{needed} is empty, but Files:Store is {options.Store}. Set it, or choose the other store.");
        }
    }
}
