namespace Pipeline.Core.Transcripts;

/// <summary>What the engine answered for one request.</summary>
/// <param name="Language">ISO 639-1.</param>
/// <param name="Engine">Who answered, as <see cref="ITranscriber.Name"/>: behind an engine that is away another one may stand in.</param>
public sealed record EngineAnswer(string Language, IReadOnlyList<Segment> Segments, string Engine = "")
{
    /// <summary>Name of the speech model alone.</summary>
    public string Model { get; init; } = "";
}
