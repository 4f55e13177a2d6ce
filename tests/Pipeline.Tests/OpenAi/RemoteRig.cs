using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pipeline.Adapters.Egress;
using Pipeline.Adapters.Engines;
using Pipeline.Adapters.Models;
using Pipeline.Adapters.OpenAi;
using Pipeline.Adapters.Processes;
using Pipeline.Adapters.Whisper;
using Pipeline.Core.Channels;
using Pipeline.Core.Checkups;
using Pipeline.Core.Configuration;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;
using Pipeline.Core.Running;
using Pipeline.Core.Transcripts;
using Pipeline.Sandbox;
using Pipeline.Sandbox.Speech;
using Pipeline.Tests.Whisper;

namespace Pipeline.Tests.OpenAi;

/// <summary>The engines as the program registers them: "far" is the Sandbox's, the local one is the real server with the scripted model.</summary>
internal sealed class RemoteRig : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly WhisperSetup local = WhisperSetup.Scripted();

    private RemoteRig(SandboxServer sandbox, IEnumerable<(string Key, string Value)> settings)
    {
        Sandbox = sandbox;
        var all = new Dictionary<string, string?>
        {
            ["Whisper:ServerPath"] = WhisperSetup.BuiltServer,
            ["Whisper:Model"] = local.UnpackScripted(),
            ["OpenAi:PatienceSeconds"] = "2",
            ["OpenAi:Engines:far:BaseAddress"] = sandbox.BaseAddress + "openai/v1/",
            ["OpenAi:Engines:far:Model"] = "whisper-1",
            ["OpenAi:Engines:far:Key"] = SpeechApi.Key,
            ["OpenAi:Engines:far:PricePerMinute"] = "0.006",
            ["OpenAi:Engines:far:FallbackToLocal"] = "false",
        };
        foreach (var (key, value) in settings) all[key] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(all).Build();
        services = new ServiceCollection().AddLogging(l => l.AddProvider(Log).SetMinimumLevel(LogLevel.Trace)).AddSingleton<TimeProvider>(Time)
            .AddProcesses().AddEgress(configuration).AddModels(configuration).AddWhisper(configuration).AddOpenAi(configuration).AddOpenAiCheckup().AddEngines()
            .AddCheckedOptions<WorkerOptions>(configuration, "Worker").AddSingleton(new DataRoot(local.Folder.File("data"))).AddSingleton(new DiskFloor(1))
            .AddSingleton<IEngineLedger>(Ledger).BuildServiceProvider();
    }

    public SandboxServer Sandbox { get; }

    public LogBook Log { get; } = new();

    public ShiftedTime Time { get; } = new();

    public Book Ledger { get; } = new();

    public static async Task<RemoteRig> Create(params (string Key, string Value)[] settings) =>
        new(await SandboxServer.StartAsync(ct: TestContext.Current.CancellationToken), settings);

    public Task<ITranscriber> Engine(string name = "far", string? model = null) => services.GetRequiredService<ITranscribers>().For(
        new Channel { Name = "talks", Action = ChannelAction.UpdateOrigin, Engine = name, Model = model }, JobId.New(Time.GetUtcNow()), TestContext.Current.CancellationToken);

    /// <summary>What `pipeline doctor` says of the engine.</summary>
    public async Task<Finding> Doctor() => Assert.Single(await services.GetRequiredService<ICheckup>().Look(TestContext.Current.CancellationToken));

    /// <summary>Address of a real whisper-server, as a remote one.</summary>
    public async Task<(Uri Address, IAsyncDisposable Server)> WhisperServer()
    {
        var server = await services.GetRequiredService<WhisperLauncher>().Start(WhisperSetup.BuiltServer, local.UnpackScripted(), TestContext.Current.CancellationToken);
        return (new Uri(server.Address, "v1/"), server);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await local.DisposeAsync();
        await Sandbox.DisposeAsync();
    }

    /// <summary>The table engine_use, in memory: the outside of these tests is the remote engine.</summary>
    internal sealed class Book : IEngineLedger
    {
        public List<EngineUse> Uses { get; } = [];

        public Task Add(EngineUse use, CancellationToken ct)
        {
            Uses.Add(use);
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<EngineUse>> Of(JobId job, CancellationToken ct) => Task.FromResult<IReadOnlyList<EngineUse>>([.. Uses.Where(u => u.Job == job)]);
    }
}
