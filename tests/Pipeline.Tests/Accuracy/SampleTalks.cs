using System.Collections.Concurrent;
using Pipeline.Tests.Whisper;

namespace Pipeline.Tests.Accuracy;

/// <summary>The five sample talks, each listened to once in a test run, by the bundled model as it is set up by default.</summary>
public sealed class SampleTalks : IAsyncDisposable
{
    public static readonly string[] Languages = ["en", "es", "fr", "it", "ru"];

    private readonly WhisperSetup whisper = WhisperSetup.Real();
    private readonly ConcurrentDictionary<string, Lazy<Task<HeardRecording>>> heard = new();

    public Task<HeardRecording> Heard(string language) =>
        heard.GetOrAdd(language, l => new(() => new Ear(whisper).Hear(whisper.Speech($"talk-{l}.ogg")))).Value;

    public ValueTask DisposeAsync() => whisper.DisposeAsync();
}
