namespace Pipeline.Core.Media;

/// <summary>How <see cref="SpeechChunker"/> cuts; all values in seconds.</summary>
/// <param name="Target">Length it aims at: 20–120. An engine run covers 30 s, so much shorter pieces waste it, and much longer ones
/// cost more when one must be repeated.</param>
public sealed record SpeechChunkerRule(double Target = 60)
{
    /// <summary>No piece is longer, ever.</summary>
    public double HardLimit { get; init; } = 120;

    /// <summary>Audio kept before the first and after the last sound of a piece; detectors clip soft consonants.</summary>
    public double Pad { get; init; } = 0.2;

    /// <summary>Shorter pieces take in neighbouring silence: the engine invents words for less than a second.</summary>
    public double Shortest { get; init; } = 1;

    /// <summary>A pause this long is a good place to cut, whatever else there is.</summary>
    public double GoodPause { get; init; } = 0.5;

    /// <summary>A pause this long always ends a piece: nothing in it is worth sending, and silence invites invented words.</summary>
    public double LongPause { get; init; } = 8;

    /// <summary>Part of the target, at its end, in which the longest pause is looked for.</summary>
    public double Window { get; init; } = 0.4;

    /// <summary>A remainder up to this many targets stays in one piece instead of leaving a stub.</summary>
    public double Stretch { get; init; } = 1.2;

    /// <summary>What is followed by a long pause, or by nothing, and is no longer than this stays in one piece.</summary>
    internal double Whole => Math.Min(HardLimit, Target * Stretch);

    /// <summary>How far behind its start a piece depends on what is said, when pauses up to <paramref name="length"/> took part in the choice:
    /// to the end of a long pause that begins there, and to the stub that is not left over.</summary>
    internal double LookAhead(double length) => length + LongPause + Shortest + (2 * Pad);
}
