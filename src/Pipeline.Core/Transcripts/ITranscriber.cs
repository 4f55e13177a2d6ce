namespace Pipeline.Core.Transcripts;

/// <summary>A speech-to-text engine.</summary>
public interface ITranscriber
{
    /// <summary>Engine, model (with checksum) and settings that change the text, as one stable string.</summary>
    string Fingerprint { get; }

    /// <summary>Name for people, such as <c>whisper.cpp base q4_k</c>.</summary>
    string Name { get; }

    /// <summary>Transcribes 16 kHz mono s16le PCM. Segment times in the answer are seconds from the start of this PCM,
    /// clamped to it and never running backwards.</summary>
    /// <exception cref="Jobs.JobFailureException">Transient: engine died or timed out repeatedly. Operator: wrong binary or model.</exception>
    Task<EngineAnswer> Transcribe(ReadOnlyMemory<byte> pcm, TranscriptionSettings settings, CancellationToken ct);

    /// <summary>ISO 639-1 of the language at the start of this PCM, at most 30 s of it; null: this engine finds it only while it transcribes.</summary>
    Task<string?> DetectLanguage(ReadOnlyMemory<byte> pcm, CancellationToken ct) => Task.FromResult<string?>(null);
}
