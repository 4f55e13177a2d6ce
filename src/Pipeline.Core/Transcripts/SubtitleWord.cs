namespace Pipeline.Core.Transcripts;

/// <summary>What is never divided between lines or subtitles: a word, or in writing without spaces what the engine gives as one.</summary>
/// <param name="SpaceBefore">Whether the text has a space in front of it.</param>
/// <param name="Start">Seconds of the recording.</param>
/// <param name="End">Seconds of the recording.</param>
internal sealed record SubtitleWord(string Text, bool SpaceBefore, double Start, double End)
{
    /// <summary>Columns on the screen.</summary>
    public int Width { get; } = TextWidth.Of(Text);

    /// <summary>The engine's segment ends here: often a breath.</summary>
    public bool EndsSegment { get; init; }
}
