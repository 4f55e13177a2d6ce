using Pipeline.Core.Configuration;

namespace Pipeline.Adapters.Whisper;

/// <summary>Section <c>Whisper</c>: the speech engine of this machine.</summary>
public sealed class WhisperOptions : ICheckedOptions
{
    /// <summary>whisper.cpp's server; looked up in PATH when it holds no slash.</summary>
    public string ServerPath { get; set; } = "whisper-server";

    /// <summary>whisper.cpp's voice detector; looked up in PATH when it holds no slash.</summary>
    public string VadPath { get; set; } = "whisper-vad-speech-segments";

    /// <summary>ggml model. A bare file name is looked for in assets/models beside the program, then in the folders above it.</summary>
    public string ModelPath { get; set; } = "ggml-base-q4_k.bin";

    /// <summary>Silero model in ggml form; found like <see cref="ModelPath"/>.</summary>
    public string VadModelPath { get; set; } = "ggml-silero-v6.2.0.bin";

    /// <summary>Threads of one request; 0: one core fewer than the machine has, but two on two cores.</summary>
    public int Threads { get; set; }

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

    /// <summary><see cref="Threads"/> with 0 resolved. A core is left for ffmpeg, yt-dlp and ourselves, but not on two cores: with both
    /// free two threads took 1.5 s where one took 2.1 s, and with both busy they were no slower, because they sleep while they wait
    /// (<see cref="WhisperProcess.Command"/>).</summary>
    public int EffectiveThreads => Threads > 0 ? Threads : Math.Max(Environment.ProcessorCount - 1, Math.Min(2, Environment.ProcessorCount));

    public IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(ServerPath)) yield return "Whisper:ServerPath is empty; name whisper-server or its path.";
        if (string.IsNullOrWhiteSpace(VadPath)) yield return "Whisper:VadPath is empty; name whisper-vad-speech-segments or its path.";
        if (string.IsNullOrWhiteSpace(ModelPath)) yield return "Whisper:ModelPath is empty; name a ggml model file.";
        if (string.IsNullOrWhiteSpace(VadModelPath)) yield return "Whisper:VadModelPath is empty; name the Silero model file.";
        foreach (var (name, value, low, high) in Ranges())
            if (!(value >= low && value <= high)) yield return $"Whisper:{name} is {value}; allowed is {low} to {high}.";
    }

    private IEnumerable<(string Name, double Value, double Low, double High)> Ranges() =>
    [
        (nameof(Threads), Threads, 0, 64),
        (nameof(PieceSeconds), PieceSeconds, 20, 120),
        (nameof(IdleStopSeconds), IdleStopSeconds, 1, 86_400),
        (nameof(StartTimeoutSeconds), StartTimeoutSeconds, 1, 600),
        (nameof(RequestTimeLimitFactor), RequestTimeLimitFactor, 2, 100),
        (nameof(RequestTimeLimitMinimumSeconds), RequestTimeLimitMinimumSeconds, 1, 3600),
        (nameof(MaxRestarts), MaxRestarts, 0, 10),
    ];
}
