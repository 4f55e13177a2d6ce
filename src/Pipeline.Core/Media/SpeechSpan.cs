namespace Pipeline.Core.Media;

/// <summary>A stretch in which somebody speaks; seconds from the start of the recording.</summary>
public sealed record SpeechSpan(double Start, double End)
{
    /// <summary>Shorter gaps (seconds) are no pause: a closed mouth within a word, or the border of two windows of the detector.</summary>
    private const double NoPause = 0.1;

    /// <summary>Spans between which there is no pause as one.</summary>
    /// <param name="spans">In order.</param>
    /// <param name="pause">Seconds.</param>
    public static IReadOnlyList<SpeechSpan> Joined(IEnumerable<SpeechSpan> spans, double pause = NoPause)
    {
        var joined = new List<SpeechSpan>();
        foreach (var span in spans)
        {
            if (joined.Count > 0 && span.Start - joined[^1].End < pause) joined[^1] = joined[^1] with { End = Math.Max(joined[^1].End, span.End) };
            else joined.Add(span);
        }

        return joined;
    }
}
