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
        var clock = new SeamClock();
        Segment[] segments = [.. ordered.SelectMany(p => InOrder(p.Segments, clock))];
        var tally = new LanguageTally();
        foreach (var piece in ordered) tally.Add(piece);
        var languages = tally.Languages;
        return new Transcript(title, languages is [var most, ..] ? most : "", duration, Distinct(ordered.Select(p => p.Engine)), [.. ordered.Select(p => p.Piece)], segments)
        {
            Source = source,
            Model = Distinct(ordered.Select(p => p.Model)) is { Length: > 0 } model ? model : null,
            Settings = ordered.Length > 0 ? PieceListener.SettingsOf(ordered[0]) : "",
            OtherLanguages = [.. languages.Skip(1)],
            Doubtful = DoubtfulRange.Of(segments),
        };
    }

    /// <summary>The segments of one piece behind those of the pieces before it; without text there is none.</summary>
    internal static IEnumerable<Segment> InOrder(IEnumerable<Segment> piece, SeamClock clock) => piece.Where(HasText).Select(clock.Place);

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

    /// <summary>Who listened, in the order of their first pieces.</summary>
    private static string Distinct(IEnumerable<string> names) => string.Join(", ", names.Where(n => n.Length > 0).Distinct());
}
