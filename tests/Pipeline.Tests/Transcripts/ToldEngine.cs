using Pipeline.Core.Transcripts;

namespace Pipeline.Tests.Transcripts;

/// <summary>Stands for an engine, the outside of the listener: answers as it is told, and remembers what it was asked.</summary>
/// <param name="answer">Segments from seconds of sound and settings.</param>
internal sealed class ToldEngine(Func<double, TranscriptionSettings, IReadOnlyList<Segment>> answer) : ITranscriber
{
    public List<(double Seconds, TranscriptionSettings Settings)> Asked { get; } = [];

    /// <summary>What it finds when it is asked for the language, in order; the last one stays.</summary>
    public Queue<string?> Languages { get; } = new([null]);

    public string Fingerprint => "told";

    public string Name => "told";

    public Task<EngineAnswer> Transcribe(ReadOnlyMemory<byte> pcm, TranscriptionSettings settings, CancellationToken ct)
    {
        var seconds = pcm.Length / 32_000.0;
        Asked.Add((seconds, settings));
        return Task.FromResult(new EngineAnswer(settings.Language ?? "en", answer(seconds, settings), Name));
    }

    public Task<string?> DetectLanguage(ReadOnlyMemory<byte> pcm, CancellationToken ct) =>
        Task.FromResult(Languages.Count > 1 ? Languages.Dequeue() : Languages.Peek());
}
