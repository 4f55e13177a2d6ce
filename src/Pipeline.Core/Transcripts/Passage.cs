namespace Pipeline.Core.Transcripts;

/// <summary>What a reader sees as one paragraph.</summary>
/// <param name="Start">Seconds from the start of the recording.</param>
public sealed record Passage(double Start, string Text);
