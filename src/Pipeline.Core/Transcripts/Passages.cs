namespace Pipeline.Core.Transcripts;

/// <summary>The paragraphs of a transcript.</summary>
public static class Passages
{
    /// <summary>One after the other; all segments with text are in them.</summary>
    public static IEnumerable<Passage> Of(Transcript transcript)
    {
        var cutter = new PassageCutter();
        foreach (var segment in transcript.Segments)
            if (cutter.Add(segment) is { } passage) yield return passage;
        if (cutter.Open is { } last) yield return last;
    }
}
