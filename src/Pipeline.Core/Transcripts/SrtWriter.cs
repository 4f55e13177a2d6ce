namespace Pipeline.Core.Transcripts;

/// <summary>SubRip subtitles.</summary>
public static class SrtWriter
{
    public static void Write(Transcript transcript, TextWriter text)
    {
        var number = 0;
        foreach (var cue in SubtitleCues.Of(transcript))
        {
            text.WriteLine(++number);
            text.WriteLine($"{Timestamps.Cue(cue.Start, ',')} --> {Timestamps.Cue(cue.End, ',')}");
            // An arrow inside the text would be read as a time line.
            foreach (var line in cue.Lines) text.WriteLine(line.Replace("-->", "→", StringComparison.Ordinal));
            text.WriteLine();
        }
    }
}
