namespace Pipeline.Core.Transcripts;

/// <summary>Puts answers on the recording's clock and joins finished pieces.</summary>
public static class TranscriptAssembler
{
    /// <summary>An answer's segments (seconds from the start of the piece) on the clock of the recording. Segments without text are
    /// dropped; nothing lies outside the piece.</summary>
    public static IReadOnlyList<Segment> Place(Piece piece, IEnumerable<Segment> segments) => [.. segments.Where(HasText).Select(s => Shift(s, piece))];

    /// <summary>Joins pieces, in any order; times never run backwards across the seams.</summary>
    /// <param name="source">Link to the video, or null.</param>
    public static Transcript Assemble(string title, double duration, IReadOnlyCollection<TranscribedPiece> pieces, string? source = null)
    {
        TranscribedPiece[] ordered = [.. pieces.OrderBy(p => p.Piece.Index)];
        var segments = new List<Segment>();
        var clock = 0.0;
        foreach (var segment in ordered.SelectMany(p => p.Segments).Where(HasText))
        {
            var after = NotBefore(segment, clock);
            segments.Add(after);
            clock = after.End;
        }

        var languages = Languages(ordered);
        return new Transcript(title, languages.FirstOrDefault() ?? "", duration, Distinct(ordered.Select(p => p.Engine)), [.. ordered.Select(p => p.Piece)], segments)
        {
            Source = source,
            Model = Distinct(ordered.Select(p => p.Model)) is { Length: > 0 } model ? model : null,
            Settings = ordered.Length > 0 ? PieceListener.SettingsOf(ordered[0]) : "",
            OtherLanguages = [.. languages.Skip(1)],
            Doubtful = DoubtfulRange.Of(segments),
        };
    }

    private static bool HasText(Segment segment) => !string.IsNullOrWhiteSpace(segment.Text);

    private static Segment Shift(Segment segment, Piece piece)
    {
        double At(double seconds) => Math.Round(Math.Clamp(piece.Start + seconds, piece.Start, piece.End), 3);
        return segment with
        {
            Start = At(segment.Start),
            End = At(segment.End),
            Text = segment.Text.Trim(),
            Words = segment.Words.Select(w => w with { Start = At(w.Start), End = At(w.End) }).ToArray(),
        };
    }

    private static Segment NotBefore(Segment segment, double clock)
    {
        if (IsInOrder(segment, clock)) return segment;
        var start = Math.Max(segment.Start, clock);
        var words = new List<Word>(segment.Words.Count);
        var wordClock = start;
        foreach (var word in segment.Words)
        {
            var begin = Math.Max(word.Start, wordClock);
            wordClock = Math.Max(word.End, begin);
            words.Add(word with { Start = begin, End = wordClock });
        }

        return segment with { Start = start, End = Math.Max(Math.Max(segment.End, start), wordClock), Words = words };
    }

    /// <summary>As most are: then nothing is copied, which would be a second transcript in memory.</summary>
    private static bool IsInOrder(Segment segment, double clock)
    {
        if (segment.Start < clock || segment.End < segment.Start) return false;
        var wordClock = segment.Start;
        foreach (var word in segment.Words)
        {
            if (word.Start < wordClock || word.End < word.Start) return false;
            wordClock = word.End;
        }

        return wordClock <= segment.End;
    }

    /// <summary>Who listened, in the order of their first pieces.</summary>
    private static string Distinct(IEnumerable<string> names) => string.Join(", ", names.Where(n => n.Length > 0).Distinct());

    /// <summary>The language with the most text first; of equal ones the first that was heard.</summary>
    private static List<string> Languages(IEnumerable<TranscribedPiece> ordered) =>
    [
        .. ordered.GroupBy(p => p.Language, p => p.Segments.Sum(s => s.Text.Length))
            .Select(g => (Language: g.Key, Text: g.Sum()))
            .Where(l => l.Text > 0 && l.Language.Length > 0)
            .OrderByDescending(l => l.Text)
            .Select(l => l.Language),
    ];
}
