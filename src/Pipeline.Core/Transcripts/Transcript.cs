namespace Pipeline.Core.Transcripts;

/// <summary>A whole transcript, ready to be written in any format.</summary>
/// <param name="Language">ISO 639-1; empty when nothing was said.</param>
/// <param name="Duration">Seconds of audio.</param>
/// <param name="Engine">Name of engine and model; several are separated by commas.</param>
public sealed record Transcript(string Title, string Language, double Duration, string Engine, int Pieces, IReadOnlyList<Segment> Segments)
{
    /// <summary>All text in one line, passages separated by a space.</summary>
    public string PlainText => string.Join(' ', Segments.Select(s => s.Text.Trim()).Where(t => t.Length > 0));
}
