using System.Data.Common;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pipeline.Core.Board;
using Pipeline.Core.Checkups;
using Pipeline.Core.Configuration;
using Pipeline.Core.Intake;
using Pipeline.Core.Jobs;
using Pipeline.Core.Transcripts;

namespace Pipeline.Adapters.Storage;

public static class StorageRegistration
{
    /// <summary>Registers the stores, and the <see cref="DbDataSource"/> that Quartz shares with them. Nothing is opened here;
    /// before the host starts, <see cref="InstanceLock.Acquire"/> and <see cref="DatabaseMigrator.Run"/> are to be called.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddCheckedOptions<StorageOptions>(configuration, StorageOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(SqlDialect.Sqlite);
        services.AddSingleton<DbDataSource>(sp => OpenSource(sp.GetRequiredService<StorageOptions>()));
        services.AddSingleton<Database>();
        services.AddSingleton(sp => new DatabaseMigrator(
            sp.GetRequiredService<Database>(), Migration.Embedded(sp.GetRequiredService<SqlDialect>()), sp.GetRequiredService<TimeProvider>()));
        services.AddSingleton(sp => SecretBox.Open(sp.GetRequiredService<StorageOptions>().DataDirectory));
        services.AddSingleton<IJobStore, JobStore>();
        services.AddSingleton<IArtifactStore, ArtifactStore>();
        services.AddSingleton<IPieceStore, PieceStore>();
        services.AddSingleton<IEngineLedger, EngineLedger>();
        services.AddSingleton<IBoardOutbox, BoardOutbox>();
        services.AddSingleton<IWakeUpPairing, WakeUpPairing>();
        services.AddSingleton<IFirstContacts, FirstContacts>();
        return services;
    }

    private static PragmaSqlite OpenSource(StorageOptions options)
    {
        DataDirectory.Create(options.DataDirectory);
        return PragmaSqlite.ForFile(options.DatabasePath);
    }

    /// <summary>Needs <see cref="AddStorage"/>.</summary>
    public static IServiceCollection AddStorageCheckup(this IServiceCollection services) => services.AddSingleton<ICheckup, StorageCheckup>();
}
