using Pipeline.Core.Media;

namespace Pipeline.Core.Transcripts;

/// <summary>Finds the language of a piece by asking about more than one stretch of its speech. Each question costs a run of the encoder.</summary>
internal sealed class LanguageVote(ITranscriber engine)
{
    /// <summary>Seconds that the engine looks at.</summary>
    private const double Window = 30;

    /// <summary>Seconds; less speech than this is no reason to think of another language.</summary>
    private const double LeastToJudge = 10;

    /// <summary>The language that two stretches agree on, or a third one decides; null: the engine cannot say beforehand.</summary>
    /// <param name="pcm">Of the piece, 16 kHz mono s16le.</param>
    public async Task<string?> Of(SpokenPiece piece, ReadOnlyMemory<byte> pcm, CancellationToken ct)
    {
        var (begin, end) = Spoken(piece);
        if (end - begin <= Window) return await At(begin, piece, pcm, ct);
        var first = await At(begin, piece, pcm, ct);
        var last = await At(end - Window, piece, pcm, ct);
        if (first == last) return first;
        return await At(((begin + end) / 2) - (Window / 2), piece, pcm, ct) == last ? last : first;
    }

    /// <summary>The language of a piece of which <paramref name="expected"/> is thought, if two stretches of it agree on another one; null
    /// otherwise. Most often one question answers it.</summary>
    public async Task<string?> Other(SpokenPiece piece, ReadOnlyMemory<byte> pcm, string expected, CancellationToken ct)
    {
        var (begin, end) = Spoken(piece);
        if (end - begin < LeastToJudge || await At(begin, piece, pcm, ct) is not { } first || first == expected) return null;
        var second = Math.Max(begin + (LeastToJudge / 2), end - Window);
        return await At(second, piece, pcm, ct) == first ? first : null;
    }

    private Task<string?> At(double start, SpokenPiece piece, ReadOnlyMemory<byte> pcm, CancellationToken ct) =>
        engine.DetectLanguage(piece.Piece.Slice(pcm, start, start + Window), ct);

    private static (double Begin, double End) Spoken(SpokenPiece piece) =>
        piece.Speech.Count > 0 ? (piece.Speech[0].Start, piece.Speech[^1].End) : (piece.Piece.Start, piece.Piece.End);
}
