namespace Pipeline.Core.Transcripts;

/// <summary>Groups segments into passages of roughly 300–800 characters that end at pauses and sentence ends.</summary>
public static class Passages
{
    private const int Enough = 300;
    private const int Most = 800;

    /// <summary>A pause of this many seconds ends a passage that is not a mere line.</summary>
    private const double TopicPause = 3;

    /// <summary>After this many seconds somebody else speaks or something else begins, however short the passage is.</summary>
    private const double LongPause = 10;

    /// <summary>From the front: with more segments behind it, every passage but the last stays as it is.</summary>
    public static IReadOnlyList<Passage> Of(Transcript transcript)
    {
        var passages = new List<Passage>();
        var open = new List<Segment>();
        var length = 0;
        foreach (var segment in transcript.Segments.Where(s => !string.IsNullOrWhiteSpace(s.Text)))
        {
            if (open.Count > 0 && IsBreak(length, open[^1], segment))
            {
                passages.Add(new Passage([.. open]));
                open.Clear();
                length = 0;
            }

            length += Passage.LineOf(segment).Length + (open.Count > 0 ? 1 : 0);
            open.Add(segment);
        }

        if (open.Count > 0) passages.Add(new Passage(open));
        return passages;
    }

    private static bool IsBreak(int length, Segment last, Segment next)
    {
        var pause = next.Start - last.End;
        if (pause >= LongPause || length + 1 + next.Text.Length > Most) return true;
        if (length >= Enough) return pause >= 0.8 || SentenceEnd.Closes(last.Text);
        return length >= Enough / 3 && pause >= TopicPause;
    }
}
