namespace Pipeline.Core.Transcripts;

/// <summary>Cuts a transcript into subtitles: at most two lines of 42 characters, 1–7 s where the speech allows it, never inside a
/// word, at phrase ends where one is near. The limits are those of the usual subtitle guides.</summary>
public static class SubtitleCues
{
    public const int LineLength = 42;
    public const double Shortest = 1;
    public const double Longest = 7;

    /// <summary>A pause of this many seconds between two words ends a cue.</summary>
    private const double Pause = 0.8;

    public static IReadOnlyList<SubtitleCue> Of(Transcript transcript)
    {
        var groups = new List<List<SubtitleWord>>();
        foreach (var segment in transcript.Segments) groups.AddRange(Split([.. SubtitleWord.Of(segment, LineLength)]));
        JoinShort(groups);
        var cues = new List<SubtitleCue>(groups.Count);
        for (var i = 0; i < groups.Count; i++)
        {
            var start = groups[i][0].Start;
            var next = i + 1 < groups.Count ? groups[i + 1][0].Start : double.MaxValue;
            var end = Math.Min(Math.Max(groups[i][^1].End, start + Shortest), start + Longest);
            // Two cues never stand at the same time; an end before its start would make players drop the cue.
            cues.Add(new SubtitleCue(start, Math.Max(Math.Min(end, next), start + 0.001), SubtitleLines.Of(groups[i])!));
        }

        return cues;
    }

    private static IEnumerable<List<SubtitleWord>> Split(List<SubtitleWord> words)
    {
        for (var first = 0; first < words.Count;)
        {
            var fits = Fitting(words, first);
            var count = first + fits == words.Count ? fits : PhraseEnd(words, first, fits);
            yield return words.GetRange(first, count);
            first += count;
        }
    }

    /// <summary>How many words from <paramref name="first"/> on fit into one cue; at least one.</summary>
    private static int Fitting(List<SubtitleWord> words, int first)
    {
        var count = 1;
        while (first + count < words.Count)
        {
            var next = words[first + count];
            if (next.Start - words[first + count - 1].End >= Pause || next.End - words[first].Start > Longest) break;
            if (SubtitleLines.Of(words.GetRange(first, count + 1)) is null) break;
            count++;
        }

        return count;
    }

    /// <summary>The last phrase end in the second half, or all when there is none.</summary>
    private static int PhraseEnd(List<SubtitleWord> words, int first, int fits)
    {
        for (var count = fits; count > fits / 2; count--)
            if (SentenceEnd.ClosesPhrase(words[first + count - 1].Text)) return count;
        return fits;
    }

    /// <summary>A cue that would flash by goes together with its neighbour, when both fit.</summary>
    private static void JoinShort(List<List<SubtitleWord>> groups)
    {
        for (var i = 0; i + 1 < groups.Count;)
        {
            var (start, next) = (groups[i][0].Start, groups[i + 1]);
            List<SubtitleWord> both = [.. groups[i], .. next];
            var isShort = next[0].Start - start < Shortest || groups[i][^1].End - start < Shortest / 2;
            var fits = next[^1].End - start <= Longest && next[0].Start - groups[i][^1].End < Pause && SubtitleLines.Of(both) is not null;
            if (isShort && fits)
            {
                groups[i] = both;
                groups.RemoveAt(i + 1);
            }
            else
            {
                i++;
            }
        }
    }
}
