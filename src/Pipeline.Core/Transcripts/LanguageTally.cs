namespace Pipeline.Core.Transcripts;

/// <summary>Counts how much was said in which language. What is doubtful only counts where there is nothing else: two invented words are no second
/// language.</summary>
internal sealed class LanguageTally
{
    private readonly List<Share> _heard = [];

    /// <summary>ISO 639-1, the language with the most text first; of equal ones the first that was heard.</summary>
    public IReadOnlyList<string> Languages =>
        [.. (_heard.Any(l => l.Sure > 0) ? _heard.Where(l => l.Sure > 0) : _heard).OrderByDescending(l => l.Sure).ThenByDescending(l => l.All).Select(l => l.Language)];

    public void Add(TranscribedPiece piece)
    {
        var heard = new Share(piece.Language, piece.Segments.Where(s => s.Doubt is null).Sum(s => (long)s.Text.Length), piece.Segments.Sum(s => (long)s.Text.Length));
        if (heard.All == 0 || heard.Language.Length == 0) return;
        var at = _heard.FindIndex(l => l.Language == heard.Language);
        if (at < 0) _heard.Add(heard);
        else _heard[at] = new Share(heard.Language, _heard[at].Sure + heard.Sure, _heard[at].All + heard.All);
    }

    /// <param name="Sure">Letters that nothing speaks against.</param>
    /// <param name="All">All letters.</param>
    private sealed record Share(string Language, long Sure, long All);
}
