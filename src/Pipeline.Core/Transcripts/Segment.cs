namespace Pipeline.Core.Transcripts;

/// <summary>A stretch of speech as the engine cut it; times in seconds from the start of the recording.</summary>
public sealed record Segment(double Start, double End, string Text, IReadOnlyList<Word> Words)
{
    /// <summary>Mean log probability of its tokens, when the engine gives it.</summary>
    public double? AverageLogProbability { get; init; }

    /// <summary>Probability that there was no speech, when the engine gives it.</summary>
    public double? NoSpeechProbability { get; init; }
}
