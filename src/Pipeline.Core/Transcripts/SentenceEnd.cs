namespace Pipeline.Core.Transcripts;

/// <summary>Punctuation that closes a sentence or a phrase, in Latin, Greek, Arabic, Devanagari and East Asian writing.</summary>
internal static class SentenceEnd
{
    private const string Sentence = ".!?…。！？｡؟।;";
    private const string Phrase = ",;:，、；：،—–";
    private const string Closing = "\"'”’»)]」』）";

    public static bool Closes(string text) => EndsWith(text, Sentence);

    public static bool ClosesPhrase(string text) => EndsWith(text, Sentence) || EndsWith(text, Phrase);

    private static bool EndsWith(string text, string marks)
    {
        var end = text.AsSpan().TrimEnd().TrimEnd(Closing);
        return end.Length > 0 && marks.Contains(end[^1], StringComparison.Ordinal);
    }
}
