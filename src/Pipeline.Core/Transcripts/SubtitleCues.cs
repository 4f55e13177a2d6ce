namespace Pipeline.Core.Transcripts;

/// <summary>Cuts a transcript into subtitles: at most two lines of 42 columns (a wide character takes two), 1–7 s, at most 20 columns a
/// second, broken at phrases and never inside a word. The limits are those of the usual subtitle guides.
/// <para>Where somebody speaks faster than anybody reads, limits yield in this order: a subtitle stays longer than its words, first
/// into the pause behind them, then up to half a second before them and 1.5 s into the next words; then it is shown for less than
/// its reading time, even below one second, never below 0.2 s. Lines, order and the seven seconds never yield, and no word is left out
/// or cut, except one that is wider than a line.</para></summary>
public static class SubtitleCues
{
    public const int LineWidth = 42;
    public const double Shortest = 1;
    public const double Longest = 7;
    public const double ColumnsPerSecond = 20;

    public static IEnumerable<SubtitleCue> Of(Transcript transcript) => Of(transcript, SubtitleRun.Many);

    /// <param name="many"><see cref="SubtitleRun.Many"/>: of consequence for memory, not for the subtitles.</param>
    internal static IEnumerable<SubtitleCue> Of(Transcript transcript, int many)
    {
        var clock = new SubtitleClock();
        foreach (var (words, count) in SubtitleRun.Of(SubtitleWords.Of(transcript), transcript.Duration, many))
        {
            var ruler = new SubtitleRuler(words);
            var breaks = new SubtitleBreaks(words, ruler, transcript.Duration);
            var lines = new SubtitleLines(words, ruler, breaks);
            foreach (var (first, last) in breaks.Find(count))
            {
                var isLast = last + 1 == words.Count;
                var next = isLast ? Math.Max(transcript.Duration, words[last].End) : words[last + 1].Start;
                var (start, end) = clock.Place(ruler.Width(first, last), words[first].Start, words[last].End, next, isLast);
                yield return new SubtitleCue(start, end, lines.Of(first, last));
            }
        }
    }

    /// <summary>Seconds that a text of this width must be shown.</summary>
    internal static double ReadingTime(int width) => Math.Max(Shortest, width / ColumnsPerSecond);
}
