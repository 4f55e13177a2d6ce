namespace Pipeline.Core.Transcripts;

/// <summary>One word with its times in seconds from the start of the recording.</summary>
public sealed record Word(string Text, double Start, double End, double Probability);
