namespace Pipeline.Core.Transcripts;

/// <summary>What a reader sees as one paragraph.</summary>
/// <param name="Segments">At least one, each with text.</param>
public sealed record Passage(IReadOnlyList<Segment> Segments)
{
    /// <summary>Seconds from the start of the recording.</summary>
    public double Start => Segments[0].Start;

    /// <summary>On one line, single spaces between words.</summary>
    public string Text => string.Join(' ', Segments.Select(LineOf));

    /// <summary>The same with doubtful segments in marks, those that follow each other in one pair.</summary>
    public string MarkedText => string.Join(' ', Segments.Select((s, i) => s.Doubt is null ? LineOf(s) : string.Concat(
        i == 0 || Segments[i - 1].Doubt is null ? DoubtMark.Open : "",
        LineOf(s),
        i + 1 == Segments.Count || Segments[i + 1].Doubt is null ? DoubtMark.Close : "")));

    /// <summary>A segment's text on one line.</summary>
    public static string LineOf(Segment segment) => string.Join(' ', segment.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
