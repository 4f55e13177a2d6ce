namespace Pipeline.Core.Transcripts;

/// <summary>One word with its times in seconds from the start of the recording. A value: hours of talk are tens of thousands of them, which lie side by
/// side in their segment's array.</summary>
public readonly record struct Word(string Text, double Start, double End, double Probability);
