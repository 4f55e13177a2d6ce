using System.Globalization;

namespace Pipeline.Core.Transcripts;

/// <summary>Seconds as text.</summary>
internal static class Timestamps
{
    /// <summary><c>00:01:02,345</c> (SRT) or <c>00:01:02.345</c> (VTT).</summary>
    public static string Cue(double seconds, char decimalMark)
    {
        var total = (long)Math.Round(seconds * 1000, MidpointRounding.AwayFromZero);
        return string.Create(
            CultureInfo.InvariantCulture, $"{total / 3_600_000:00}:{total / 60_000 % 60:00}:{total / 1000 % 60:00}{decimalMark}{total % 1000:000}");
    }

    /// <summary><c>1:02</c>, over an hour <c>1:02:03</c>.</summary>
    public static string Clock(double seconds)
    {
        var total = (long)seconds;
        return total < 3600
            ? string.Create(CultureInfo.InvariantCulture, $"{total / 60}:{total % 60:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{total / 3600}:{total / 60 % 60:00}:{total % 60:00}");
    }
}
