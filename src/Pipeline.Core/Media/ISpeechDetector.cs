namespace Pipeline.Core.Media;

/// <summary>Says where in a recording somebody speaks (Silero VAD). What it leaves out is never sent to the engine.</summary>
public interface ISpeechDetector
{
    /// <summary>Spans in order, not overlapping; empty for silence, noise and music.</summary>
    /// <param name="pcm">16 kHz mono s16le; times in the answer are seconds from its start.</param>
    Task<IReadOnlyList<SpeechSpan>> Detect(ReadOnlyMemory<byte> pcm, CancellationToken ct);

    /// <summary>The same, but only where it is certain: most of what is speech, hardly anything of what merely passes for it.</summary>
    Task<IReadOnlyList<SpeechSpan>> DetectCertain(ReadOnlyMemory<byte> pcm, CancellationToken ct);
}
