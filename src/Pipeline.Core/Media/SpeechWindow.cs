namespace Pipeline.Core.Media;

/// <summary>Speech in one stretch of a recording.</summary>
/// <param name="Spans">In order; one that goes on at the window's end goes on at the start of the next.</param>
/// <param name="Until">Where the window ends, seconds from the start of the recording.</param>
/// <param name="IsLast">Nothing comes after it.</param>
public sealed record SpeechWindow(IReadOnlyList<SpeechSpan> Spans, double Until, bool IsLast);
