using System.Globalization;

namespace Pipeline.Core.Transcripts;

/// <summary>Takes a transcript apart into the words of its subtitles.</summary>
internal static class SubtitleWords
{
    /// <summary>In order; starts never run backwards, whatever the engine said. A word wider than a line is divided between characters:
    /// the only one that is.</summary>
    public static IEnumerable<SubtitleWord> Of(Transcript transcript)
    {
        var clock = 0.0;
        foreach (var word in transcript.Segments.SelectMany(OfSegment))
        {
            var start = Math.Max(clock, word.Start);
            yield return word with { Start = start, End = Math.Max(start, word.End) };
            clock = start;
        }
    }

    private static IEnumerable<SubtitleWord> OfSegment(Segment segment)
    {
        var parts = Timed(segment) ?? Spread(segment);
        var words = Glue(parts).SelectMany(Fit).ToList();
        if (words.Count > 0) words[^1] = words[^1] with { EndsSegment = true };
        return words;
    }

    /// <summary>The engine's own words, or null when they are not the whole text: no word may get lost.</summary>
    private static List<SubtitleWord>? Timed(Segment segment)
    {
        var words = new List<SubtitleWord>(segment.Words.Count);
        var (text, position) = (segment.Text, 0);
        foreach (var word in segment.Words)
        {
            foreach (var part in Split(word.Text))
            {
                var at = SkipSpace(text, position);
                if (string.CompareOrdinal(text, at, part, 0, part.Length) != 0) return null;
                words.Add(new SubtitleWord(part, at > position || at == 0, word.Start, word.End));
                position = at + part.Length;
            }
        }

        return SkipSpace(text, position) == text.Length ? words : null;
    }

    /// <summary>Without word times they are spread over the segment by their width.</summary>
    private static IEnumerable<SubtitleWord> Spread(Segment segment)
    {
        var words = Split(segment.Text).SelectMany(WordBoundary.Parts).ToArray();
        var perColumn = (segment.End - segment.Start) / Math.Max(1, words.Sum(w => TextWidth.Of(w.Text)));
        var done = 0;
        foreach (var (text, isFirst) in words)
        {
            var start = segment.Start + (done * perColumn);
            done += TextWidth.Of(text);
            yield return new SubtitleWord(text, isFirst, start, segment.Start + (done * perColumn));
        }
    }

    /// <summary>An engine's tokens are often parts of a word ("30" + ",5").</summary>
    private static IEnumerable<SubtitleWord> Glue(IEnumerable<SubtitleWord> parts)
    {
        SubtitleWord? open = null;
        foreach (var part in parts)
        {
            if (open is null) open = part;
            else if (!part.SpaceBefore && !WordBoundary.IsBetween(open.Text, part.Text)) open = new SubtitleWord(open.Text + part.Text, open.SpaceBefore, open.Start, part.End);
            else
            {
                yield return open;
                open = part;
            }
        }

        if (open is not null) yield return open;
    }

    private static IEnumerable<SubtitleWord> Fit(SubtitleWord word)
    {
        if (word.Width <= SubtitleCues.LineWidth) return [word];
        var parts = new List<string> { "" };
        var elements = StringInfo.GetTextElementEnumerator(word.Text);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            if (TextWidth.Of(parts[^1] + element) > SubtitleCues.LineWidth) parts.Add("");
            parts[^1] += element;
        }

        var slice = (word.End - word.Start) / parts.Count;
        return parts.Select((p, i) => new SubtitleWord(p, i == 0 && word.SpaceBefore, word.Start + (i * slice), word.Start + ((i + 1) * slice)));
    }

    private static string[] Split(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static int SkipSpace(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        return at;
    }
}
