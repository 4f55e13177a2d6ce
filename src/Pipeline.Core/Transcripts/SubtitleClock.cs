namespace Pipeline.Core.Transcripts;

/// <summary>Gives each subtitle its time, in whole milliseconds. Times never overlap and never run backwards.</summary>
internal sealed class SubtitleClock
{
    /// <summary>How late a subtitle may be, seconds, so that the one before it can be read.</summary>
    public const double Lag = 1.5;

    /// <summary>How early it may come, seconds, so that it can be read itself.</summary>
    public const double Lead = 0.5;

    /// <summary>Shown at least, seconds, however much text there is for no time at all.</summary>
    public const double Flash = 0.2;

    private long _free;

    /// <summary>The next subtitle.</summary>
    /// <param name="width">Columns of its text.</param>
    /// <param name="start">When its first word is spoken, seconds.</param>
    /// <param name="end">When its last word ends.</param>
    /// <param name="next">When the next subtitle's first word is spoken, or when the recording ends.</param>
    /// <param name="isLast">After the recording's end nothing is shown.</param>
    public (double Start, double End) Place(int width, double start, double end, double next, bool isLast)
    {
        var (limit, need) = (Ms(next), Ms(SubtitleCues.ReadingTime(width)));
        var from = Math.Max(Ms(start), _free);
        var missing = Math.Max(0, from + need - limit);
        from = Math.Max(_free, from - Math.Min(missing, Ms(Lead)));
        var latest = isLast ? limit : limit + Ms(Lag);
        var until = Math.Max(Math.Min(Ms(end), limit), Math.Min(from + need, latest));
        until = Math.Clamp(until, from + Ms(Flash), from + Ms(SubtitleCues.Longest));
        _free = until;
        return (from / 1000.0, until / 1000.0);
    }

    private static long Ms(double seconds) => (long)Math.Round(seconds * 1000);
}
