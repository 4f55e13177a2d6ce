using Pipeline.Core.Configuration;

namespace Pipeline.Adapters.Whisper;

/// <summary>Section <c>Whisper</c>: the speech engine of this machine.</summary>
public sealed class WhisperOptions : ICheckedOptions
{
    /// <summary>Builds of whisper.cpp's server, separated by colons; each is looked up in PATH when it holds no slash, and left out when
    /// it is not there. Of several the fastest is used that works on this processor; the last one is the plainest.</summary>
    public string ServerPath { get; set; } = "whisper-server-avx512:whisper-server";

    /// <summary>whisper.cpp's voice detector; looked up in PATH when it holds no slash.</summary>
    public string VadPath { get; set; } = "whisper-vad-speech-segments";

    /// <summary>Speech model by name (<c>pipeline models list</c>) or path; a channel may name another one.</summary>
    public string Model { get; set; } = "base-q4_k";

    /// <summary>Silero model by name or path.</summary>
    public string VadModel { get; set; } = "silero-v6.2.0";

    /// <summary>Engines that may run at once; 0: as many as Worker:MaxTranscriptions. Fewer make sense where remote engines take the rest.</summary>
    public int Servers { get; set; }

    /// <summary>Threads of one engine; 0: the machine's cores but one, shared out, and two on two cores.</summary>
    public int Threads { get; set; }

    /// <summary>MiB of memory above which an engine is replaced between two requests; 0: twice the model's size and 1024 more.</summary>
    public int MaxServerMiB { get; set; }

    /// <summary>Seconds of audio a request aims at, 20–120.</summary>
    public int PieceSeconds { get; set; } = 60;

    /// <summary>Seconds without a request after which the server gives its memory back; it starts again in under a second.</summary>
    public int IdleStopSeconds { get; set; } = 300;

    /// <summary>Seconds until a started server must be ready; a large model on a slow disk takes long.</summary>
    public int StartTimeoutSeconds { get; set; } = 60;

    /// <summary>How many times the expected duration of a request (from the speed measured so far) may pass before it counts as hung.</summary>
    public double RequestTimeLimitFactor { get; set; } = 8;

    /// <summary>Seconds that every request may take at least.</summary>
    public int RequestTimeLimitMinimumSeconds { get; set; } = 120;

    /// <summary>How often the server is started again for the same piece.</summary>
    public int MaxRestarts { get; set; } = 3;

    /// <summary><see cref="ServerPath"/> as a list.</summary>
    public IReadOnlyList<string> ServerPaths => ServerPath.Split(':', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary><see cref="MaxServerMiB"/> in bytes, with 0 resolved (base q4_K holds 0.3 GB, large-v3 3.9 GB: whisper-engine.md §2).</summary>
    public long MemoryLimit(string modelPath) => MaxServerMiB > 0 ? (long)MaxServerMiB << 20 : (2 * new FileInfo(modelPath).Length) + (1024L << 20);

    public IEnumerable<string> Problems()
    {
        if (ServerPaths.Count == 0) yield return "Whisper:ServerPath is empty; name whisper-server or its path.";
        if (string.IsNullOrWhiteSpace(VadPath)) yield return "Whisper:VadPath is empty; name whisper-vad-speech-segments or its path.";
        if (string.IsNullOrWhiteSpace(Model)) yield return "Whisper:Model is empty; name a model (`pipeline models list`) or the path of one.";
        if (string.IsNullOrWhiteSpace(VadModel)) yield return "Whisper:VadModel is empty; name the Silero model or its path.";
        foreach (var (name, value, low, high) in Ranges())
            if (!(value >= low && value <= high)) yield return $"Whisper:{name} is {value}; allowed is {low} to {high}.";
    }

    private IEnumerable<(string Name, double Value, double Low, double High)> Ranges() =>
    [
        (nameof(Servers), Servers, 0, 8),
        (nameof(Threads), Threads, 0, 64),
        (nameof(MaxServerMiB), MaxServerMiB, 0, 1 << 20),
        (nameof(PieceSeconds), PieceSeconds, 20, 120),
        (nameof(IdleStopSeconds), IdleStopSeconds, 1, 86_400),
        (nameof(StartTimeoutSeconds), StartTimeoutSeconds, 1, 600),
        (nameof(RequestTimeLimitFactor), RequestTimeLimitFactor, 2, 100),
        (nameof(RequestTimeLimitMinimumSeconds), RequestTimeLimitMinimumSeconds, 1, 3600),
        (nameof(MaxRestarts), MaxRestarts, 0, 10),
    ];
}
