namespace Pipeline.Core.Transcripts;

/// <summary>A stretch of the recording whose text may be wrong; seconds from its start.</summary>
/// <param name="Reason"><see cref="Segment.Doubt"/>: one word for machines.</param>
public sealed record DoubtfulRange(double Start, double End, string Reason)
{
    /// <summary>Doubtful segments, those that follow each other for the same reason taken together.</summary>
    public static IReadOnlyList<DoubtfulRange> Of(IReadOnlyList<Segment> segments)
    {
        var ranges = new List<DoubtfulRange>();
        for (var i = 0; i < segments.Count; i++)
        {
            if (segments[i].Doubt is not { } reason) continue;
            if (i > 0 && segments[i - 1].Doubt == reason) ranges[^1] = ranges[^1] with { End = segments[i].End };
            else ranges.Add(new DoubtfulRange(segments[i].Start, segments[i].End, reason));
        }

        return ranges;
    }
}
