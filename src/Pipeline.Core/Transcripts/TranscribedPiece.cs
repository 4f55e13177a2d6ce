namespace Pipeline.Core.Transcripts;

/// <summary>What the engine heard in one piece: the checkpoint of the Transcribe stage. Times are those of the recording.</summary>
/// <param name="Fingerprint">Of everything that decides the text (engine, model, language, settings, cut); a piece with another one is done again.</param>
/// <param name="Language">ISO 639-1, as asked for or as detected.</param>
/// <param name="Engine">Name of engine and model that listened; empty in pieces from before 0.2.</param>
public sealed record TranscribedPiece(Piece Piece, string Fingerprint, string Language, IReadOnlyList<Segment> Segments, string Engine = "")
{
    /// <summary>Name of the speech model; empty in pieces from before it was kept.</summary>
    public string Model { get; init; } = "";
}
