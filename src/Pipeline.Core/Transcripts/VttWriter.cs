using System.Text;

namespace Pipeline.Core.Transcripts;

/// <summary>WebVTT subtitles, LF.</summary>
public static class VttWriter
{
    public static string Write(Transcript transcript)
    {
        var text = new StringBuilder("WEBVTT\n\n");
        foreach (var cue in SubtitleCues.Of(transcript))
        {
            text.Append(Timestamps.Cue(cue.Start, '.')).Append(" --> ").Append(Timestamps.Cue(cue.End, '.')).Append('\n');
            foreach (var line in cue.Lines) text.Append(Escape(line)).Append('\n');
            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Escape(string line) => line
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
