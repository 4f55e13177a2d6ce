using System.Text;

namespace Pipeline.Core.Transcripts;

/// <summary>Groups segments into passages of roughly 300–800 characters that end at pauses and sentence ends. Doubtful segments stand in
/// marks, those that follow each other in one pair.</summary>
public static class Passages
{
    private const int Enough = 300;
    private const int Most = 800;

    /// <summary>A pause of this many seconds ends a passage that is not a mere line.</summary>
    private const double TopicPause = 3;

    /// <summary>After this many seconds somebody else speaks or something else begins, however short the passage is.</summary>
    private const double LongPause = 10;

    public static IEnumerable<Passage> Of(Transcript transcript)
    {
        var segments = new List<Segment>();
        var length = 0;
        foreach (var segment in transcript.Segments.Where(s => !string.IsNullOrWhiteSpace(s.Text)))
        {
            if (segments.Count > 0 && IsBreak(length, segments[^1], segment))
            {
                yield return Join(segments);
                segments.Clear();
                length = 0;
            }

            segments.Add(segment);
            length += segment.Text.Length + 1;
        }

        if (segments.Count > 0) yield return Join(segments);
    }

    private static Passage Join(List<Segment> segments)
    {
        var text = new StringBuilder();
        for (var i = 0; i < segments.Count; i++)
        {
            var isDoubtful = segments[i].Doubt is not null;
            if (i > 0) text.Append(' ');
            if (isDoubtful && (i == 0 || segments[i - 1].Doubt is null)) text.Append(DoubtMark.Open);
            text.AppendJoin(' ', segments[i].Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            if (isDoubtful && (i + 1 == segments.Count || segments[i + 1].Doubt is null)) text.Append(DoubtMark.Close);
        }

        return new Passage(segments[0].Start, text.ToString());
    }

    private static bool IsBreak(int length, Segment last, Segment next)
    {
        var pause = next.Start - last.End;
        if (pause >= LongPause || length + next.Text.Length > Most) return true;
        if (length > Enough) return pause >= 0.8 || SentenceEnd.Closes(last.Text);
        return length > Enough / 3 && pause >= TopicPause;
    }
}
