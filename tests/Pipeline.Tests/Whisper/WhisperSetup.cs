using System.IO.Compression;
using System.Security.Cryptography;
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
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Whisper;

/// <summary>The engine as the program registers it, with the real binaries.</summary>
internal sealed class WhisperSetup : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly TemporaryFolder folder = new();

    private WhisperSetup(string? modelPath, IEnumerable<(string Key, string Value)> settings, string? dataDirectory = null)
    {
        var all = new Dictionary<string, string?>
        {
            ["Whisper:ServerPath"] = BuiltServer,
            ["Whisper:VadPath"] = Tool("whisper-vad-speech-segments"),
            ["Whisper:Model"] = modelPath ?? UnpackScripted(),
        };
        foreach (var (key, value) in settings) all[key.Contains(':', StringComparison.Ordinal) ? key : "Whisper:" + key] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(all).Build();
        services = new ServiceCollection().AddLogging().AddProcesses().AddEgress(configuration).AddModels(configuration).AddWhisper(configuration)
            .AddCheckedOptions<WorkerOptions>(configuration, "Worker").AddSingleton(new DataRoot(dataDirectory ?? folder.File("data"))).AddSingleton(new DiskFloor(1)).BuildServiceProvider();
    }

    /// <summary>The engine with the model of the settings.</summary>
    public ITranscriber Transcriber => With(null);

    public ISpeechDetector Detector => services.GetRequiredService<ISpeechDetector>();

    public SpeechChunker Chunker => services.GetRequiredService<SpeechChunker>();

    /// <summary>Process ids of the running servers.</summary>
    public IReadOnlyList<int> Pids => services.GetRequiredService<WhisperPool>().Pids;

    /// <summary>Process id of the only server; null when none runs.</summary>
    public int? Pid => Pids is [] ? null : Assert.Single(Pids);

    /// <summary>The server that `make setup` built.</summary>
    public static string BuiltServer => Tool("whisper-server");

    public TemporaryFolder Folder => folder;

    /// <summary>The model that ignores the audio and always says the same: fast.</summary>
    public static WhisperSetup Scripted(params (string Key, string Value)[] settings) => new(null, settings);

    /// <summary>As <see cref="Scripted"/>, with a data directory that outlives it.</summary>
    public static WhisperSetup In(TemporaryFolder dataDirectory, params (string Key, string Value)[] settings) => new(null, settings, dataDirectory.File("data"));

    /// <summary>The bundled model.</summary>
    public static WhisperSetup Real(params (string Key, string Value)[] settings) => new("base-q4_k", settings);

    /// <summary>The engine with another model.</summary>
    public ITranscriber With(string? model) => services.GetRequiredService<WhisperEngine>().With(model, TestContext.Current.CancellationToken).GetAwaiter().GetResult();

    /// <summary>16 kHz mono s16 WAV of an asset.</summary>
    public string Speech(string asset) => Ffmpeg("-i", RepositoryRoot.File("tests/assets/" + asset));

    /// <summary>16 kHz mono s16 WAV of what ffmpeg makes from a filter description.</summary>
    public string Sound(string filter) => Ffmpeg("-f", "lavfi", "-i", filter);

    /// <summary>Samples of a WAV file that ffmpeg wrote bit-exact: 44 bytes of header.</summary>
    public static ReadOnlyMemory<byte> Pcm(string wav) => File.ReadAllBytes(wav).AsMemory(44);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        folder.Dispose();
    }

    public static string Tool(string name)
    {
        var cache = Environment.GetEnvironmentVariable("PIPELINE_CACHE")
            ?? Path.Combine(Environment.GetEnvironmentVariable("XDG_CACHE_HOME") ?? Path.Combine(Environment.GetEnvironmentVariable("HOME")!, ".cache"), "pipeline");
        var built = Path.Combine(cache, "bin", name);
        return File.Exists(built) ? built : name;
    }

    private string Ffmpeg(params string[] input)
    {
        var wav = folder.File(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)) + ".wav");
        RunTool.Output("ffmpeg", ["-nostdin", "-v", "error", .. input, "-ac", "1", "-ar", "16000", "-c:a", "pcm_s16le", "-bitexact", wav]);
        return wav;
    }

    public string UnpackScripted()
    {
        var path = folder.File("ggml-scripted.bin");
        using var packed = new GZipStream(File.OpenRead(RepositoryRoot.File("tests/assets/scripted-micro.bin.gz")), CompressionMode.Decompress);
        using var model = File.Create(path);
        packed.CopyTo(model);
        return path;
    }
}
