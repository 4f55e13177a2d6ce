namespace Pipeline.Core.Transcripts;

/// <summary>How readers see that a passage may be wrong: in brackets with a question mark, as typists mark what they could hardly hear.</summary>
internal static class DoubtMark
{
    public const string Open = "[";
    public const string Close = "?]";

    /// <summary>Stands once in a text that has such marks. One word, so that it hardly counts as text of the recording.</summary>
    public const string Explanation = "[…?] = uncertain";
}
