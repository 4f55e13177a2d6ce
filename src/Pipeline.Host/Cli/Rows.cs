using Pipeline.Adapters.Storage;
using Pipeline.Core.Jobs;
using Pipeline.Host.Configuration;

namespace Pipeline.Host.Cli;

/// <summary>The rows, for commands that run beside the worker: they write rows only, never firings. The worker's reconcile
/// tick finds a new row within Queue:ReconcileSeconds.</summary>
internal sealed class Rows : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Rows(ServiceProvider services) => _services = services;

    public static async Task<Rows> Open(IReadOnlyList<string> overrides, CancellationToken ct)
    {
        var services = new ServiceCollection();
        services.AddPipeline(ConfigurationSources.Build(overrides));
        services.AddLogging();
        services.AddSingleton<IJobScheduler, LeftToTheWorker>();
        var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<DatabaseMigrator>().Run(ct);
        return new Rows(provider);
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed class LeftToTheWorker : IJobScheduler
    {
        public Task Schedule(JobId id, int priority, DateTimeOffset? notBefore, CancellationToken ct) => Task.CompletedTask;
    }
}
