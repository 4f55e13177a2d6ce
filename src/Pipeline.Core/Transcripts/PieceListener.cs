namespace Pipeline.Core.Transcripts;

/// <summary>What happens with one piece: its sound in, its checkpoint out.</summary>
public sealed class PieceListener(ITranscriber engine)
{
    /// <summary>Everything about the engine that decides the text.</summary>
    public string Fingerprint => engine.Fingerprint;

    /// <param name="pcm">The piece's sound, 16 kHz mono s16le.</param>
    /// <param name="language">ISO 639-1, or null: the engine finds out.</param>
    public async Task<TranscribedPiece> Listen(Piece piece, ReadOnlyMemory<byte> pcm, string fingerprint, string? language, CancellationToken ct) =>
        TranscriptAssembler.Place(piece, fingerprint, await engine.Transcribe(pcm, new TranscriptionSettings(language), ct));

    /// <summary>The language to pin, or null: a piece in which nothing was said (an intro's music) says nothing about it.</summary>
    public static string? SpokenLanguage(TranscribedPiece piece) => piece.Language.Length > 0 && piece.Segments.Count > 0 ? piece.Language : null;
}
