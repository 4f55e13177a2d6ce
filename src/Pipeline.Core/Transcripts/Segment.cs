namespace Pipeline.Core.Transcripts;

/// <summary>A stretch of speech as the engine cut it; times in seconds from the start of the recording.</summary>
public sealed record Segment(double Start, double End, string Text, IReadOnlyList<Word> Words)
{
    /// <summary>Mean log probability of its tokens, when the engine gives it.</summary>
    public double? AverageLogProbability { get; init; }

    /// <summary>Probability that there was no speech, when the engine gives it.</summary>
    public double? NoSpeechProbability { get; init; }

    /// <summary>How sure the engine was, 0–1; null: not known.</summary>
    public double? Confidence { get; init; }

    /// <summary>Why this passage may be wrong, in one word for machines (such as <c>repetition</c>); null: nothing speaks against it.</summary>
    public string? Doubt { get; init; }
}
