namespace Pipeline.Core.Transcripts;

/// <summary>The transcript as the paragraphs of a page: <c>[1:02] text</c>, over an hour <c>[1:02:03] text</c>.</summary>
public static class TranscriptParagraphs
{
    /// <summary>What Notion takes in one rich text, in UTF-16 code units.</summary>
    public const int Limit = 2000;

    /// <summary>One paragraph per passage; a longer one goes on in the next, cut at a sentence or a space, never inside a character.</summary>
    public static IReadOnlyList<string> Of(Transcript transcript)
    {
        var paragraphs = new List<string>();
        foreach (var passage in Passages.Of(transcript))
        {
            var rest = $"[{Timestamps.Clock(passage.Start)}] {passage.Text}".AsSpan();
            while (rest.Length > Limit)
            {
                var cut = CutAt(rest[..Limit], rest[Limit]);
                paragraphs.Add(rest[..cut].TrimEnd().ToString());
                rest = rest[cut..].TrimStart();
            }

            if (!rest.IsEmpty) paragraphs.Add(rest.ToString());
        }

        return paragraphs;
    }

    private static int CutAt(ReadOnlySpan<char> head, char next)
    {
        var space = char.IsWhiteSpace(next) ? head.Length : head.LastIndexOf(' ');
        if (space > head.Length / 2) return space;
        return char.IsHighSurrogate(head[^1]) ? head.Length - 1 : head.Length;
    }
}
