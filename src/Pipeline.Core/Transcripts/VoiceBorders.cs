using Pipeline.Core.Media;

namespace Pipeline.Core.Transcripts;

/// <summary>Which words of a segment stand between which pauses.</summary>
internal static class VoiceBorders
{
    /// <summary>Seconds that a sentence's end may lie elsewhere and still be where the pause is; <see cref="Phrase"/> for a comma.</summary>
    private const double Sentence = 0.6;

    private const double Phrase = 0.4;

    /// <summary>People speak about as many letters a second all along, and pause where sentences end: the words before a pause are those
    /// whose letters take as long as the voice before it, give or take a punctuation mark.</summary>
    /// <returns>For each stretch of voice the index of its first word; at the end the number of words.</returns>
    public static int[] Of(IReadOnlyList<Word> words, IReadOnlyList<SpeechSpan> voice)
    {
        var perLetter = voice.Sum(s => s.End - s.Start) / Math.Max(1, words.Sum(w => w.Text.Length));
        var borders = new int[voice.Count + 1];
        borders[^1] = words.Count;
        var before = 0.0;
        for (var k = 1; k < voice.Count; k++)
        {
            before += voice[k - 1].End - voice[k - 1].Start;
            borders[k] = Nearest(words, borders[k - 1], before, perLetter);
        }

        return borders;
    }

    private static int Nearest(IReadOnlyList<Word> words, int from, double before, double perLetter)
    {
        var (best, least) = (from, double.PositiveInfinity);
        var spoken = words.Take(from).Sum(w => w.Text.Length) * perLetter;
        for (var i = from; i <= words.Count; i++)
        {
            var distance = Math.Abs(spoken - before) - (i > 0 ? Bonus(words[i - 1].Text) : 0);
            if (distance < least) (best, least) = (i, distance);
            if (i < words.Count) spoken += words[i].Text.Length * perLetter;
        }

        return best;
    }

    private static double Bonus(string word) => SentenceEnd.Closes(word) ? Sentence : SentenceEnd.ClosesPhrase(word) ? Phrase : 0;
}
