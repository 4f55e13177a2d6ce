using System.Globalization;

namespace Pipeline.Core.Transcripts;

/// <summary>What is never divided between cues or lines: a word, or in writing without spaces what the engine gives as one.</summary>
/// <param name="SpaceBefore">Whether the text has a space in front of it.</param>
internal sealed record SubtitleWord(string Text, bool SpaceBefore, double Start, double End)
{
    /// <summary>Words of a segment with their times. Without word times they are spread over the segment by their length; a word longer
    /// than a line (an address) is divided between characters.</summary>
    public static IEnumerable<SubtitleWord> Of(Segment segment, int longest) =>
        (segment.Words.Count > 0 ? Timed(segment) : Spread(segment)).SelectMany(w => Fit(w, longest));

    private static IEnumerable<SubtitleWord> Timed(Segment segment)
    {
        var position = 0;
        foreach (var word in segment.Words)
        {
            var text = word.Text.Trim();
            if (text.Length == 0) continue;
            var found = segment.Text.IndexOf(text, position, StringComparison.Ordinal);
            var spaced = found < 0 || found == 0 || char.IsWhiteSpace(segment.Text[found - 1]);
            if (found >= 0) position = found + text.Length;
            yield return new SubtitleWord(text, spaced, word.Start, word.End);
        }
    }

    private static IEnumerable<SubtitleWord> Spread(Segment segment)
    {
        var words = segment.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var total = Math.Max(1, words.Sum(w => w.Length));
        var perCharacter = (segment.End - segment.Start) / total;
        var done = 0;
        foreach (var word in words)
        {
            var start = segment.Start + (done * perCharacter);
            done += word.Length;
            yield return new SubtitleWord(word, true, start, segment.Start + (done * perCharacter));
        }
    }

    private static IEnumerable<SubtitleWord> Fit(SubtitleWord word, int longest)
    {
        if (word.Text.Length <= longest) return [word];
        var parts = new List<string>();
        var part = "";
        foreach (var character in Characters(word.Text))
        {
            if (part.Length + character.Length > longest)
            {
                parts.Add(part);
                part = "";
            }

            part += character;
        }

        parts.Add(part);
        var slice = (word.End - word.Start) / parts.Count;
        return parts.Select((p, i) => new SubtitleWord(p, i == 0 && word.SpaceBefore, word.Start + (i * slice), word.Start + ((i + 1) * slice)));
    }

    /// <summary>What a reader sees as one character; one with more marks than a line is long is cut by force.</summary>
    private static IEnumerable<string> Characters(string text)
    {
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            if (element.Length <= 16) yield return element;
            else foreach (var rune in element.EnumerateRunes()) yield return rune.ToString();
        }
    }
}
