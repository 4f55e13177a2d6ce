using System.Text;

namespace Pipeline.Core.Transcripts;

/// <summary>SubRip subtitles, LF.</summary>
public static class SrtWriter
{
    public static string Write(Transcript transcript)
    {
        var text = new StringBuilder();
        var number = 0;
        foreach (var cue in SubtitleCues.Of(transcript))
        {
            text.Append(++number).Append('\n')
                .Append(Timestamps.Cue(cue.Start, ',')).Append(" --> ").Append(Timestamps.Cue(cue.End, ',')).Append('\n');
            // An arrow inside the text would be read as a time line.
            foreach (var line in cue.Lines) text.Append(line.Replace("-->", "→", StringComparison.Ordinal)).Append('\n');
            text.Append('\n');
        }

        return text.ToString();
    }
}
