namespace Pipeline.Core.Transcripts;

/// <summary>What a reader sees as one paragraph.</summary>
/// <param name="Segments">At least one, each with text.</param>
public sealed record Passage(IReadOnlyList<Segment> Segments)
{
    /// <summary>Seconds from the start of the recording.</summary>
    public double Start => Segments[0].Start;

    /// <summary>On one line, single spaces between words.</summary>
    public string Text => string.Join(' ', Segments.Select(LineOf));

    /// <summary>A segment's text on one line.</summary>
    public static string LineOf(Segment segment) => string.Join(' ', segment.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
