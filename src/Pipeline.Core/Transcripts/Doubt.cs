namespace Pipeline.Core.Transcripts;

/// <summary>The reasons for <see cref="Segment.Doubt"/>, as they stand in the files.</summary>
public static class Doubt
{
    /// <summary>The same words again and again: the engine may be caught in a loop.</summary>
    public const string Repetition = "repetition";

    /// <summary>Text at a place where the speech detector heard nobody.</summary>
    public const string NoSpeech = "no-speech";

    /// <summary>Before or after this segment somebody speaks, and no text came of it.</summary>
    public const string Missing = "missing";

    /// <summary>The engine itself was not sure.</summary>
    public const string Unsure = "unsure";

    /// <summary>More text than anybody says in that time, or hardly any for so much of it.</summary>
    public const string Pace = "pace";

    /// <summary>Somebody speaks another language than the one that was asked for.</summary>
    public const string OtherLanguage = "other-language";
}
