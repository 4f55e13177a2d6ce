using System.Text;
using Pipeline.Core.Transcripts;

namespace Pipeline.Tests.Transcripts;

/// <summary>Transcripts to write.</summary>
internal static class TranscriptSamples
{
    /// <summary>The recording goes on for five seconds after the last word.</summary>
    public static Transcript Of(params Segment[] segments)
    {
        var duration = segments.Length > 0 ? segments[^1].End + 5 : 0;
        return new("Talk", "en", duration, "test engine", [new Piece(0, 0, duration)], segments) { Settings = "test", Doubtful = DoubtfulRange.Of(segments) };
    }

    /// <summary>As a file would hold it.</summary>
    public static string Text(this Transcript transcript, string format)
    {
        using var bytes = new MemoryStream();
        TranscriptFormat.All.Single(f => f.Name == format).Write(transcript, bytes);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>A segment whose words follow each other at even pace.</summary>
    public static Segment Spoken(double start, double end, string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var pace = (end - start) / Math.Max(1, words.Length);
        return new Segment(start, end, text, [.. words.Select((w, i) => new Word(w, start + (i * pace), start + ((i + 1) * pace), 0.9))]);
    }
}
