namespace Pipeline.Core.Transcripts;

/// <summary>The language of a recording: as asked for, or pinned when enough speech has been heard, so that a later piece does not
/// switch languages over a cough. Made from the pieces alone, so it is the same after a crash.</summary>
/// <param name="wanted">ISO 639-1, or null: found out.</param>
public sealed class SpokenLanguage(string? wanted)
{
    /// <summary>Seconds of speech that decide: less may be a greeting before the jingle.</summary>
    private const double Enough = 20;

    private readonly Dictionary<string, double> seconds = [];

    /// <summary>ISO 639-1, or null: not known yet.</summary>
    public string? Pinned { get; private set; } = wanted;

    /// <summary>To be told of every piece, in order. One in which nothing was said (an intro's music) says nothing about the language.</summary>
    public void Heard(TranscribedPiece piece)
    {
        if (Pinned is not null || piece.Language.Length == 0 || piece.Segments.Count == 0) return;
        seconds[piece.Language] = seconds.GetValueOrDefault(piece.Language) + piece.Segments.Sum(s => s.End - s.Start);
        if (seconds.Values.Sum() >= Enough) Pinned = seconds.MaxBy(l => l.Value).Key;
    }
}
