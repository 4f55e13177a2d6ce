namespace Pipeline.Core.Media;

/// <summary>A stretch in which somebody speaks; seconds from the start of the recording.</summary>
public sealed record SpeechSpan(double Start, double End);
