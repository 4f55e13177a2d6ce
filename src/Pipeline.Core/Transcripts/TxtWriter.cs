namespace Pipeline.Core.Transcripts;

/// <summary>Plain text: one paragraph per passage, an empty line between; what is doubtful stands in marks, explained at the end.</summary>
public static class TxtWriter
{
    public static void Write(Transcript transcript, TextWriter text)
    {
        var isFirst = true;
        foreach (var passage in Passages.Of(transcript))
        {
            if (!isFirst) text.WriteLine();
            text.WriteLine(passage.MarkedText);
            isFirst = false;
        }

        if (transcript.Doubtful.Count == 0) return;
        text.WriteLine();
        text.WriteLine(DoubtMark.Explanation);
    }
}
