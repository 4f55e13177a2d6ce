using System.CommandLine;
using System.Net.Sockets;
using Pipeline.Adapters.Notion;
using Pipeline.Adapters.OpenAi;
using Pipeline.Adapters.Storage;
using Pipeline.Host.Api;
using Pipeline.Host.Configuration;
using Pipeline.Host.Health;
using Pipeline.Host.Scheduling;
using Pipeline.Host.Telemetry;
using Microsoft.Extensions.Options;
using Pipeline.Core.Channels;
using Pipeline.Core.Configuration;
using Pipeline.Core.Running;

namespace Pipeline.Host.Cli;

/// <summary><c>pipeline run</c>: the worker.</summary>
internal static class RunCommand
{
    public static Command Create(string[] settings)
    {
        var command = new Command("run", "Run the worker: queue, Notion poller and webhook.");
        command.SetAction((_, ct) => Run(settings, ct));
        return command;
    }

    /// <returns>0, whenever <paramref name="stop"/> comes: a worker ends when it is told to.</returns>
    private static async Task<int> Run(IReadOnlyList<string> overrides, CancellationToken stop)
    {
        try
        {
            await Serve(overrides, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told so before it had started.
        }

        return 0;
    }

    private static async Task Serve(IReadOnlyList<string> overrides, CancellationToken stop)
    {
        var configuration = ConfigurationSources.Build(overrides);
        var app = Build(configuration);
        // Before anything is touched, and without the host's stack trace: a wrong setting is a sentence.
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        RequireToken(app.Services);
        RequireEngines(app.Services);
        var storage = app.Services.GetRequiredService<StorageOptions>();
        using var instance = await InstanceLock.Acquire(storage.DataDirectory, TimeProvider.System, stop);
        // Disposed before the lock is: no second worker while children and connections of this one live.
        await using var running = app;
        await app.Services.GetRequiredService<DatabaseMigrator>().Run(stop);
        if (app.Services.GetRequiredService<PollingOptions>() is { Enabled: true, Existing: "new" })
            await new OldRows(app.Services).AskAll(app.Services.GetRequiredService<ChannelCatalog>().All, stop);
        await Start(app);
        // With port 0 the system chooses: this line is where people (and tests) find the address.
        ApiLog.Listening(app.Logger, string.Join(", ", app.Urls), storage.DataDirectory);
        await app.WaitForShutdownAsync(stop);
    }

    /// <summary>A worker that polls without a token would only repeat a warning.</summary>
    private static void RequireToken(IServiceProvider services)
    {
        var polled = services.GetRequiredService<ChannelCatalog>().All.FirstOrDefault(c => c is { Trigger: not null, RowDatabase: not null });
        if (polled is null || !services.GetRequiredService<PollingOptions>().Enabled || services.GetRequiredService<NotionOptions>().Token.Length > 0) return;
        throw new ConfigurationException(
            $"Notion:Token is empty, but channel {polled.Name} has a trigger. Put the connection's secret into the environment as PIPELINE_NOTION__TOKEN, "
            + "or into the file that PIPELINE_SECRETS names; without Notion, leave trigger out or set Polling:Enabled=false.");
    }

    /// <summary>A channel whose engine nobody described would fail at its first video.</summary>
    private static void RequireEngines(IServiceProvider services)
    {
        var engines = services.GetRequiredService<OpenAiEngines>();
        var lost = services.GetRequiredService<ChannelCatalog>().All.FirstOrDefault(c => !c.IsLocal && engines.Find(c.Engine!) is null);
        if (lost is null) return;
        throw new ConfigurationException(
            $"channels.{lost.Name}.engine: {lost.Engine} is no engine of OpenAi:Engines.{UnknownKeys.Nearest(lost.Engine!, services.GetRequiredService<OpenAiOptions>().Engines.Keys)} "
            + "Describe it there, or leave engine out for the one of this machine.");
    }

    /// <summary>A second or less, and not broken off by a stop: what has half started cannot be stopped in order.</summary>
    private static async Task Start(WebApplication app)
    {
        try
        {
            await app.StartAsync(CancellationToken.None);
        }
        // In use: an IOException; not an address of this machine, or a port below 1024: the socket's own.
        catch (Exception e) when (e is IOException or SocketException)
        {
            // What has started already ends as at any stop; left to the disposal, it would count as broken and say so.
            await app.StopAsync(CancellationToken.None);
            throw new ConfigurationException(
                $"Api:Address {app.Services.GetRequiredService<ApiOptions>().Address} cannot be listened on: {e.GetBaseException().Message}. "
                + "End the program that uses it, or set Api:Address to another port (--Api:Address=http://127.0.0.1:8001).");
        }
    }

    /// <summary>A service that others may ask as well.</summary>
    private static IServiceCollection AddHosted<T>(this IServiceCollection services)
        where T : class, IHostedService => services.AddSingleton<T>().AddHostedService(sp => sp.GetRequiredService<T>());

    private static WebApplication Build(IConfiguration configuration)
    {
        // Settings are ours (ConfigurationSources): no watcher of the framework's over everything below the current directory.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddConfiguration(configuration);
        builder.Logging.AddLines(configuration.Read<LogOptions>("Log"));
        builder.Services.AddPipeline(configuration).AddWorker(configuration).AddHostOptions(configuration).AddCheckups(configuration);
        builder.Services.AddSingleton<IHostLifetime, CommandLifetime>();
        builder.Services.AddHosted<ChannelsWatch>().AddHosted<SelfCheckup>().AddHosted<HeapWatch>();
        builder.AddScheduling(
            configuration.Read<WorkerOptions>("Worker"), configuration.Read<QueueOptions>("Queue"),
            configuration.Read<PollingOptions>("Polling"), configuration.Read<RetryOptions>("Retry"));
        var app = builder.Build();
        // Not UseUrls: that writes a setting, which would then be an unknown section.
        app.Urls.Add(configuration.Read<ApiOptions>("Api").Address);
        WebhookEndpoint.Map(app);
        WakeUpEndpoints.Map(app);
        TaskEndpoint.Map(app);
        HealthEndpoints.Map(app);
        HealthDetailsEndpoint.Map(app);
        return app;
    }
}
