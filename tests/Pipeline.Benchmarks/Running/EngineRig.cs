using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Adapters.Egress;
using Pipeline.Adapters.Models;
using Pipeline.Adapters.Processes;
using Pipeline.Adapters.Whisper;
using Pipeline.Core.Configuration;
using Pipeline.Core.Media;
using Pipeline.Core.Running;
using Pipeline.Core.Transcripts;

namespace Pipeline.Benchmarks.Running;

/// <summary>The speech engine by itself, as the worker registers it, with the bundled model.</summary>
internal sealed class EngineRig : IAsyncDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("pipeline-bench-");
    private readonly ServiceProvider _services;

    public EngineRig()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Whisper:Model"] = "base-q4_k" }).Build();
        _services = new ServiceCollection().AddLogging().AddProcesses().AddEgress(configuration).AddModels(configuration).AddWhisper(configuration)
            .AddCheckedOptions<WorkerOptions>(configuration, "Worker").AddSingleton(new DataRoot(PathOf("data"))).AddSingleton(new DiskFloor(1)).BuildServiceProvider();
    }

    public Task<ITranscriber> Engine(CancellationToken ct) => _services.GetRequiredService<WhisperEngine>().With(null, ct);

    public string PathOf(string name) => Path.Combine(_home.FullName, name);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _home.Delete(recursive: true);
    }
}
