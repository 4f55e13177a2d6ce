using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Adapters.Processes;
using Pipeline.Adapters.Whisper;
using Pipeline.Core.Media;
using Pipeline.Core.Transcripts;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Whisper;

/// <summary>The engine as the program registers it, with the real binaries.</summary>
internal sealed class WhisperSetup : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly TemporaryFolder folder = new();

    private WhisperSetup(string? modelPath, IEnumerable<(string Key, string Value)> settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["Whisper:ServerPath"] = Tool("whisper-server"),
            ["Whisper:VadPath"] = Tool("whisper-vad-speech-segments"),
            ["Whisper:ModelPath"] = modelPath ?? UnpackScripted(),
        };
        foreach (var (key, value) in settings) all["Whisper:" + key] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(all).Build();
        services = new ServiceCollection().AddLogging().AddProcesses().AddWhisper(configuration).BuildServiceProvider();
    }

    public ITranscriber Transcriber => services.GetRequiredService<ITranscriber>();

    public ISpeechDetector Detector => services.GetRequiredService<ISpeechDetector>();

    public SpeechChunker Chunker => services.GetRequiredService<SpeechChunker>();

    public WhisperServer Server => services.GetRequiredService<WhisperServer>();

    public TemporaryFolder Folder => folder;

    /// <summary>The model that ignores the audio and always says the same: fast.</summary>
    public static WhisperSetup Scripted(params (string Key, string Value)[] settings) => new(null, settings);

    /// <summary>The bundled model.</summary>
    public static WhisperSetup Real(params (string Key, string Value)[] settings) => new("ggml-base-q4_k.bin", settings);

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

    private static string Tool(string name)
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

    private string UnpackScripted()
    {
        var path = folder.File("ggml-scripted.bin");
        using var packed = new GZipStream(File.OpenRead(RepositoryRoot.File("tests/assets/scripted-micro.bin.gz")), CompressionMode.Decompress);
        using var model = File.Create(path);
        packed.CopyTo(model);
        return path;
    }
}
