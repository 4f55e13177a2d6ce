using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;
using Pipeline.Core.Transcripts;

namespace Pipeline.Tests.Stages;

/// <summary>Stands for the speech detector and the engine, the outside of the Transcribe stage: two passages, and answers as told.</summary>
internal sealed class Engine : ISpeechDetector, ITranscribers, ITranscriber
{
    /// <summary>Answers in order; the last one stays.</summary>
    public Queue<EngineAnswer> Answers { get; } = new([Said("en", "Hello.")]);

    /// <summary>Languages that were asked for.</summary>
    public List<string?> Asked { get; } = [];

    /// <summary>Where somebody speaks, seconds.</summary>
    public IReadOnlyList<SpeechSpan> Spans { get; set; } = [new SpeechSpan(0, 1), new SpeechSpan(2, 3)];

    /// <summary>Happens before an answer is given; gets the number of requests before this one.</summary>
    public Func<int, Task> Hears { get; set; } = _ => Task.CompletedTask;

    public string Fingerprint { get; set; } = "engine-1";

    public string Name => "an engine";

    public static EngineAnswer Said(string language, params string[] texts) => new(language, [.. texts.Select(t => new Segment(0, 1, t, []))], "an engine");

    public Task<ITranscriber> For(Channel channel, JobId? job, CancellationToken ct) => Task.FromResult<ITranscriber>(this);

    public Task<IReadOnlyList<SpeechSpan>> Detect(ReadOnlyMemory<byte> pcm, CancellationToken ct) =>
        Task.FromResult(Spans);

    public Task<IReadOnlyList<SpeechSpan>> DetectCertain(ReadOnlyMemory<byte> pcm, CancellationToken ct) => Detect(pcm, ct);

    public async Task<EngineAnswer> Transcribe(ReadOnlyMemory<byte> pcm, TranscriptionSettings settings, CancellationToken ct)
    {
        await Hears(Asked.Count);
        Asked.Add(settings.Language);
        return Answers.Count > 1 ? Answers.Dequeue() : Answers.Peek();
    }
}
