namespace Pipeline.Core.Transcripts;

/// <summary>A whole transcript, ready to be written in any format.</summary>
/// <param name="Language">ISO 639-1 of what was spoken (mostly); empty when nothing was said.</param>
/// <param name="Duration">Seconds of audio.</param>
/// <param name="Engine">Name of engine and model; several are separated by commas.</param>
public sealed record Transcript(string Title, string Language, double Duration, string Engine, int Pieces, IReadOnlyList<Segment> Segments)
{
    /// <summary>ISO 639-1 of other languages in which whole pieces were spoken, the one with most text first.</summary>
    public IReadOnlyList<string> OtherLanguages { get; init; } = [];

    /// <summary>All text in one line, passages separated by a space.</summary>
    public string PlainText => string.Join(' ', Segments.Select(s => s.Text.Trim()).Where(t => t.Length > 0));
}
