using Pipeline.Core.Media;

namespace Pipeline.Core.Transcripts;

/// <summary>Lays an answer's words onto the voice that the speech detector heard, so that the first word after a pause begins where the
/// voice comes back. The engine's own times reach back into pauses, and over them, by up to two seconds: docs/adr/0022.</summary>
internal static class SpeechOnsets
{
    /// <summary>Seconds of silence that count as a pause between words.</summary>
    private const double Pause = 0.25;

    /// <summary>Seconds before the end of one stretch of voice and after the begin of the next in which a segment may begin and still be
    /// thought to begin with the next. The model often gives whole seconds, and people pause where a sentence ends.</summary>
    private const double Early = 0.4;

    private const double EarlyAfterSentence = 0.6;

    private const double Late = 0.6;

    /// <summary>Seconds; less voice than this at the edge of a segment belongs to its neighbour.</summary>
    private const double Touch = 0.15;

    /// <param name="segments">In order, on the clock of <paramref name="speech"/>.</param>
    /// <returns>The same words; no start before the one before it, no end after its voice has ended.</returns>
    public static IReadOnlyList<Segment> Snap(IReadOnlyList<Segment> segments, IReadOnlyList<SpeechSpan> speech)
    {
        var voice = SpeechSpan.Joined(speech, Pause);
        var clock = 0.0;
        var laid = new List<Segment>(segments.Count);
        foreach (var segment in segments)
        {
            var next = segment.Words.Count > 0 ? Lay(segment, voice, clock, laid.LastOrDefault()) : segment;
            // The engine's end of a segment often lies in the first word of the next one.
            if (laid.Count > 0) laid[^1] = EndingBy(laid[^1], next.Start);
            laid.Add(next);
            clock = Math.Max(clock, next.Words.Count > 0 ? next.Words[^1].Start : next.End);
        }

        return laid;
    }

    private static Segment Lay(Segment segment, IReadOnlyList<SpeechSpan> voice, double clock, Segment? before)
    {
        var start = Math.Max(Onset(segment.Start, voice, BeginsSentence(segment, before) ? EarlyAfterSentence : Early), clock);
        var inside = voice
            .Select(s => new SpeechSpan(Math.Max(s.Start, start), Math.Min(s.End, segment.End)))
            .Where(s => s.End - s.Start > Touch).ToArray();
        var words = inside.Length > 0 ? OnVoice(segment.Words, inside) : [.. segment.Words];
        for (var i = 0; i < words.Length; i++)
        {
            var begin = Math.Max(words[i].Start, clock);
            clock = begin;
            words[i] = words[i] with { Start = begin, End = Math.Max(begin, words[i].End) };
        }

        for (var i = 0; i + 1 < words.Length; i++) words[i] = words[i] with { End = Math.Min(words[i].End, words[i + 1].Start) };
        return segment with { Start = words[0].Start, End = words[^1].End, Words = words };
    }

    private static Segment EndingBy(Segment segment, double time)
    {
        if (segment.End <= time || segment.Words.Count == 0 || segment.Words[^1].Start > time) return segment;
        var last = segment.Words[^1];
        return segment with { End = time, Words = [.. segment.Words.SkipLast(1), last with { End = Math.Min(last.End, time) }] };
    }

    /// <summary>With more than one word: a short answer may well stand before the pause, all of it.</summary>
    private static bool BeginsSentence(Segment segment, Segment? before) => before is not null && SentenceEnd.Closes(before.Text) && !SentenceEnd.ClosesPhrase(segment.Words[0].Text);

    private static double Onset(double start, IReadOnlyList<SpeechSpan> voice, double early)
    {
        for (var k = 0; k < voice.Count; k++)
        {
            var from = k > 0 ? voice[k - 1].End - early : double.NegativeInfinity;
            if (start >= from && start <= voice[k].Start + Late) return voice[k].Start;
        }

        return start;
    }

    private static Word[] OnVoice(IReadOnlyList<Word> words, SpeechSpan[] voice)
    {
        var laid = new List<Word>(words.Count);
        var borders = VoiceBorders.Of(words, voice);
        for (var k = 0; k < voice.Length; k++) laid.AddRange(Within([.. words.Skip(borders[k]).Take(borders[k + 1] - borders[k])], voice[k]));
        return [.. laid];
    }

    /// <summary>The words of one stretch of voice. Their own times are kept where they all lie inside it; otherwise they share it by length.</summary>
    private static IEnumerable<Word> Within(Word[] words, SpeechSpan voice)
    {
        if (words.Length == 0) return [];
        words[0] = words[0] with { Start = voice.Start };
        if (words.All(w => w.Start >= voice.Start && w.Start <= voice.End)) return words.Select(w => w with { End = Math.Clamp(w.End, w.Start, voice.End) });
        var perLetter = (voice.End - voice.Start) / words.Sum(w => w.Text.Length);
        var letters = 0;
        return words.Select(w => w with { Start = voice.Start + (letters * perLetter), End = voice.Start + ((letters += w.Text.Length) * perLetter) });
    }
}
