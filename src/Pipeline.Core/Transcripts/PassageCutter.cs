namespace Pipeline.Core.Transcripts;

/// <summary>Groups segments, as they come, into passages of roughly 300–800 characters that end at pauses and sentence ends.</summary>
internal sealed class PassageCutter
{
    private const int Enough = 300;
    private const int Most = 800;

    /// <summary>A pause of this many seconds ends a passage that is not a mere line.</summary>
    private const double TopicPause = 3;

    /// <summary>After this many seconds somebody else speaks or something else begins, however short the passage is.</summary>
    private const double LongPause = 10;

    private List<Segment> _open = [];
    private int _length;

    /// <summary>What more segments may still belong to; null: nothing.</summary>
    public Passage? Open => _open.Count > 0 ? new Passage(_open) : null;

    /// <summary>The passage that this segment, by beginning the next one, ends; null: it ends none.</summary>
    public Passage? Add(Segment segment)
    {
        if (string.IsNullOrWhiteSpace(segment.Text)) return null;
        var ended = _open.Count > 0 && IsBreak(_length, _open[^1], segment) ? Open : null;
        if (ended is not null) (_open, _length) = ([], 0);
        _length += Passage.LineOf(segment).Length + (_open.Count > 0 ? 1 : 0);
        _open.Add(segment);
        return ended;
    }

    private static bool IsBreak(int length, Segment last, Segment next)
    {
        var pause = next.Start - last.End;
        if (pause >= LongPause || length + 1 + next.Text.Length > Most) return true;
        if (length >= Enough) return pause >= 0.8 || SentenceEnd.Closes(last.Text);
        return length >= Enough / 3 && pause >= TopicPause;
    }
}
