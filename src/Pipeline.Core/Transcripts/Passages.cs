using System.Text;

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

    public static IReadOnlyList<Passage> Of(Transcript transcript)
    {
        var passages = new List<Passage>();
        var text = new StringBuilder();
        Segment? first = null, last = null;
        foreach (var segment in transcript.Segments.Where(s => !string.IsNullOrWhiteSpace(s.Text)))
        {
            if (last is not null && IsBreak(text.Length, last, segment))
            {
                passages.Add(new Passage(first!.Start, text.ToString()));
                text.Clear();
                first = null;
            }

            first ??= segment;
            if (text.Length > 0) text.Append(' ');
            text.AppendJoin(' ', segment.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            last = segment;
        }

        if (first is not null) passages.Add(new Passage(first.Start, text.ToString()));
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
