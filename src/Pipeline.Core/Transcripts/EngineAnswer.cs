namespace Pipeline.Core.Transcripts;

/// <summary>What the engine answered for one request.</summary>
/// <param name="Language">ISO 639-1.</param>
public sealed record EngineAnswer(string Language, IReadOnlyList<Segment> Segments);
