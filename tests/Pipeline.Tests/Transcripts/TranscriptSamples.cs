using Pipeline.Core.Transcripts;

namespace Pipeline.Tests.Transcripts;

/// <summary>Transcripts to write.</summary>
internal static class TranscriptSamples
{
    public static Transcript Of(params Segment[] segments) => new("Talk", "en", segments.Length > 0 ? segments[^1].End : 0, "test engine", 1, segments);

    /// <summary>A segment whose words follow each other at even pace.</summary>
    public static Segment Spoken(double start, double end, string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var pace = (end - start) / Math.Max(1, words.Length);
        return new Segment(start, end, text, [.. words.Select((w, i) => new Word(w, start + (i * pace), start + ((i + 1) * pace), 0.9))]);
    }
}
