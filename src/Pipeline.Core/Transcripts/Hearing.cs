namespace Pipeline.Core.Transcripts;

/// <summary>What an engine made of a piece, on the recording's clock, and how much of that may be wrong.</summary>
/// <param name="Language">ISO 639-1, as asked for or as the engine found.</param>
/// <param name="MissingSeconds">Speech of which no text came.</param>
internal sealed record Hearing(string Language, string Engine, string Model, IReadOnlyList<Segment> Segments, double MissingSeconds)
{
    /// <summary>Mean log probability below which Whisper's own decoder tries again. What is better is marked where it is unsure, and not heard again:
    /// in noise that would be everything.</summary>
    private const double LeastLogProbability = -1;

    /// <summary>Seconds of text that is doubted, and twice those of speech without text: no text at all is not better than doubtful text.</summary>
    public double DoubtfulSeconds => (2 * MissingSeconds) + Segments.Where(IsWorthIt).Sum(s => Math.Max(0.5, s.End - s.Start));

    /// <summary>Mean of the segments' confidence by their length; null: the engine gives none, or there is no text.</summary>
    public double? Confidence
    {
        get
        {
            var known = Segments.Where(s => s.Confidence is not null).ToArray();
            var weight = known.Sum(Weight);
            return weight > 0 ? known.Sum(s => s.Confidence!.Value * Weight(s)) / weight : null;
        }
    }

    /// <summary>The one with less to doubt; of equal ones the first.</summary>
    public static Hearing Better(Hearing first, Hearing second) => second.DoubtfulSeconds < first.DoubtfulSeconds ? second : first;

    /// <summary>Two halves of a piece as one.</summary>
    public static Hearing Join(Hearing first, Hearing second) =>
        new(first.Segments.Count > 0 ? first.Language : second.Language, first.Engine, first.Model, [.. first.Segments, .. second.Segments], first.MissingSeconds + second.MissingSeconds);

    private static bool IsWorthIt(Segment segment) =>
        segment.Doubt is not null and not Doubt.Missing && (segment.Doubt != Doubt.Unsure || segment.AverageLogProbability is not >= LeastLogProbability);

    private static double Weight(Segment segment) => segment.Text.Length;
}
