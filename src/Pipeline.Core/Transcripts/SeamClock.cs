namespace Pipeline.Core.Transcripts;

/// <summary>Lays segments behind one another: times never run backwards across the seams of pieces.</summary>
internal sealed class SeamClock
{
    private double _now;

    /// <summary>The next segment, begun no earlier than the one before it ended.</summary>
    public Segment Place(Segment segment)
    {
        var placed = IsInOrder(segment) ? segment : InOrder(segment);
        _now = placed.End;
        return placed;
    }

    private Segment InOrder(Segment segment)
    {
        var start = Math.Max(segment.Start, _now);
        var words = new List<Word>(segment.Words.Count);
        var clock = start;
        foreach (var word in segment.Words)
        {
            var begin = Math.Max(word.Start, clock);
            clock = Math.Max(word.End, begin);
            words.Add(word with { Start = begin, End = clock });
        }

        return segment with { Start = start, End = Math.Max(Math.Max(segment.End, start), clock), Words = words };
    }

    /// <summary>As most are: then nothing is copied, which would be a second transcript in memory.</summary>
    private bool IsInOrder(Segment segment)
    {
        if (segment.Start < _now || segment.End < segment.Start) return false;
        var clock = segment.Start;
        foreach (var word in segment.Words)
        {
            if (word.Start < clock || word.End < word.Start) return false;
            clock = word.End;
        }

        return clock <= segment.End;
    }
}
