namespace Pipeline.Core.Transcripts;

/// <summary>Counts how much was said in which language.</summary>
internal sealed class LanguageTally
{
    private readonly List<(string Language, long Text)> _heard = [];

    /// <summary>ISO 639-1, the language with the most text first; of equal ones the first that was heard.</summary>
    public IReadOnlyList<string> Languages => [.. _heard.OrderByDescending(l => l.Text).Select(l => l.Language)];

    public void Add(TranscribedPiece piece)
    {
        var text = piece.Segments.Sum(s => (long)s.Text.Length);
        if (text == 0 || piece.Language.Length == 0) return;
        var at = _heard.FindIndex(l => l.Language == piece.Language);
        if (at < 0) _heard.Add((piece.Language, text));
        else _heard[at] = (piece.Language, _heard[at].Text + text);
    }
}
