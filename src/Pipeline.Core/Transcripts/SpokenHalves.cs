using Pipeline.Core.Media;

namespace Pipeline.Core.Transcripts;

/// <summary>Cuts a piece in two in its longest pause near the middle; the pause itself is left out.</summary>
internal static class SpokenHalves
{
    /// <summary>Seconds of sound kept around speech.</summary>
    private const double Pad = 0.2;

    /// <summary>Part of a piece at either end in which it is not cut.</summary>
    private const double Edge = 0.2;

    /// <returns>Null: there is no pause to cut in.</returns>
    public static (SpokenPiece First, SpokenPiece Second)? Of(SpokenPiece whole)
    {
        var (piece, speech) = (whole.Piece, whole.Speech);
        var (from, to) = (piece.Start + (Edge * piece.Length), piece.End - (Edge * piece.Length));
        var cuts = Enumerable.Range(1, Math.Max(0, speech.Count - 1)).Where(i => speech[i].Start > from && speech[i - 1].End < to).ToArray();
        if (cuts.Length == 0) return null;
        var cut = cuts.MaxBy(i => speech[i].Start - speech[i - 1].End);
        var pad = Math.Min(Pad, (speech[cut].Start - speech[cut - 1].End) / 2);
        return (
            new SpokenPiece(piece with { End = speech[cut - 1].End + pad }, [.. speech.Take(cut)]),
            new SpokenPiece(piece with { Start = speech[cut].Start - pad }, [.. speech.Skip(cut)]));
    }
}
