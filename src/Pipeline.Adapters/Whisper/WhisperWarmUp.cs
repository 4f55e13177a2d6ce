using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Adapters.Models;
using Pipeline.Core.Channels;

namespace Pipeline.Adapters.Whisper;

/// <summary>Measures the builds of the engine when the worker starts and they are not known yet, so that the first video need not
/// wait for that; and says which channel's model is not here.</summary>
internal sealed class WhisperWarmUp(ModelStore models, ChannelCatalog channels, EngineBinaries binaries, WhisperOptions options, ILogger<WhisperWarmUp> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var channel in channels.All.Where(c => c.IsLocal && c.Model is not null && models.Find(c.Model) is null)) log.ModelMissing(channel.Name, channel.Model!);
        if (models.Find(options.Model) is not { } found) return;
        try
        {
            // Off the start's way: the first lines below hash a file.
            await Task.Yield();
            await binaries.For(new LocalModel(found.Name, found.Path, await models.Sha256(found, stoppingToken)), stoppingToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The first piece meets the same and says it to the job.
            log.WarmUpFailed(e.Message);
        }
    }
}
