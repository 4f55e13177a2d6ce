using System.Security.Cryptography;

namespace Pipeline.Core.Transcripts;

/// <summary>What happens with one piece: its sound in, its checkpoint out.</summary>
public sealed class PieceListener(ITranscriber engine)
{
    /// <summary>Everything that decides a piece's text: engine, model and settings, the wish for a language, and the sound itself. So
    /// a piece of a stream that turned out to be broken, or of a video that was replaced, never passes for one of the right sound.</summary>
    /// <param name="pcm">The piece's sound, 16 kHz mono s16le.</param>
    /// <param name="wanted">ISO 639-1, or null: the language is found out.</param>
    public string Fingerprint(ReadOnlySpan<byte> pcm, string? wanted) =>
        $"{engine.Fingerprint};language={wanted ?? "auto"};sound={Convert.ToHexStringLower(SHA256.HashData(pcm))[..16]}";

    /// <param name="pcm">The piece's sound, 16 kHz mono s16le.</param>
    /// <param name="language">ISO 639-1, or null: the engine finds out.</param>
    public async Task<TranscribedPiece> Listen(Piece piece, ReadOnlyMemory<byte> pcm, string fingerprint, string? language, CancellationToken ct) =>
        TranscriptAssembler.Place(piece, fingerprint, await engine.Transcribe(pcm, new TranscriptionSettings(language), ct));

    /// <summary>The language to pin, or null: a piece in which nothing was said (an intro's music) says nothing about it.</summary>
    public static string? SpokenLanguage(TranscribedPiece piece) => piece.Language.Length > 0 && piece.Segments.Count > 0 ? piece.Language : null;
}
