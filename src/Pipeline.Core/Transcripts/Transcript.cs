using System.Text;

namespace Pipeline.Core.Transcripts;

/// <summary>A whole transcript, ready to be written in any format.</summary>
/// <param name="Language">ISO 639-1, the language with the most text; empty when nothing was said.</param>
/// <param name="Duration">Seconds of audio.</param>
/// <param name="Engine">Name of engine and model, for people; several are separated by commas.</param>
/// <param name="Pieces">What the engine was given, one request each, in order.</param>
public sealed record Transcript(string Title, string Language, double Duration, string Engine, IReadOnlyList<Piece> Pieces, IReadOnlyList<Segment> Segments)
{
    /// <summary>Link to the video, when it came from one.</summary>
    public string? Source { get; init; }

    /// <summary>Name of the speech model, several separated by commas; null: from before it was kept.</summary>
    public string? Model { get; init; }

    /// <summary>Everything that decided the text (engine, model, language, settings, cut), as one stable string.</summary>
    public string Settings { get; init; } = "";

    /// <summary>Languages that were heard beside <see cref="Language"/>, ISO 639-1, the one with the most text first.</summary>
    public IReadOnlyList<string> OtherLanguages { get; init; } = [];

    /// <summary>Where the text may be wrong, in order.</summary>
    public IReadOnlyList<DoubtfulRange> Doubtful { get; init; } = [];

    /// <summary>How sure the engine was, 0–1, each passage counted by its length; null: it does not say.</summary>
    public double? Confidence => Segments.Aggregate(new ConfidenceMean(), (mean, segment) => mean.Add(segment)).Value;

    /// <summary>All text in one line, passages separated by a space.</summary>
    public string PlainText => string.Join(' ', Texts);

    /// <summary>Length of <see cref="PlainText"/>, which hours of talk make large.</summary>
    public int PlainTextLength => Math.Max(0, Texts.Sum(t => t.Length + 1) - 1);

    private IEnumerable<string> Texts => Segments.Select(s => s.Text.Trim()).Where(t => t.Length > 0);

    /// <summary>The first so many UTF-16 units of <see cref="PlainText"/>, never half of a surrogate pair.</summary>
    public string Beginning(int length)
    {
        var text = new StringBuilder();
        foreach (var part in Texts)
        {
            if (text.Length > 0) text.Append(' ');
            text.Append(part);
            if (text.Length > length) break;
        }

        if (text.Length <= length) return text.ToString();
        return text.ToString(0, char.IsHighSurrogate(text[length - 1]) ? length - 1 : length);
    }
}
