namespace Pipeline.Core.Transcripts;

/// <summary>WebVTT subtitles.</summary>
public static class VttWriter
{
    public static void Write(Transcript transcript, TextWriter text)
    {
        text.WriteLine("WEBVTT");
        text.WriteLine();
        foreach (var cue in SubtitleCues.Of(transcript))
        {
            text.WriteLine($"{Timestamps.Cue(cue.Start, '.')} --> {Timestamps.Cue(cue.End, '.')}");
            foreach (var line in cue.Lines) text.WriteLine(Escape(line));
            text.WriteLine();
        }
    }

    private static string Escape(string line) => line
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
