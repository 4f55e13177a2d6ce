using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;
using Pipeline.Core.Transcripts;

namespace Pipeline.Core.Stages;

/// <summary>The transcript as its page shows it: one paragraph per passage, each beginning with its time.</summary>
internal static class PageTranscript
{
    /// <summary>Also what stands for the text of a recording without any.</summary>
    public const string NoSpeech = "No speech was found in this recording.";

    /// <summary>What is certain not to change while more is heard: all passages but the last. Null: nothing is yet.</summary>
    public static BoardWrite.Transcript? Growing(string page, VideoJob job, Channel channel, Transcript transcript)
    {
        var passages = Passages.Of(transcript).SkipLast(1).ToArray();
        return passages.Length == 0 ? null : new BoardWrite.Transcript(page, channel.Name, "Transcript · being written", Paragraphs(passages, job));
    }

    /// <param name="fileUrl">Where the text file lies.</param>
    public static BoardWrite.Transcript Whole(string page, VideoJob job, Channel channel, Transcript transcript, string? fileUrl)
    {
        var paragraphs = Paragraphs(Passages.Of(transcript), job);
        if (paragraphs.Count == 0) paragraphs = [new PageParagraph("", null, [new TextRun(NoSpeech)])];
        return new BoardWrite.Transcript(page, channel.Name, Heading(transcript), paragraphs) { Whole = true, FileUrl = fileUrl };
    }

    private static string Heading(Transcript transcript)
    {
        var confidence = transcript.Confidence is { } sure ? FormattableString.Invariant($"{100 * sure:0} % sure") : "";
        string[] parts = ["Transcript", transcript.Language, $"{Timestamps.Clock(transcript.Duration)} min", transcript.Engine, confidence];
        return string.Join(" · ", parts.Where(p => p.Length > 0));
    }

    private static List<PageParagraph> Paragraphs(IEnumerable<Passage> passages, VideoJob job) =>
        [.. passages.Select(p => new PageParagraph(Timestamps.Clock(p.Start), VideoMoment.Link(job.CanonicalUrl ?? job.SourceUrl, p.Start), Runs(p)))];

    /// <summary>Doubtful segments that follow each other are one run.</summary>
    private static List<TextRun> Runs(Passage passage)
    {
        var runs = new List<TextRun>();
        foreach (var segment in passage.Segments)
        {
            var (text, doubtful) = (Passage.LineOf(segment), segment.Doubt is not null);
            if (runs.Count > 0 && runs[^1].Doubtful == doubtful) runs[^1] = runs[^1] with { Text = $"{runs[^1].Text} {text}" };
            else runs.Add(new TextRun(text, doubtful));
        }

        return [.. runs.Select(r => r.Doubtful ? r with { Text = DoubtMark.Open + r.Text + DoubtMark.Close } : r)];
    }
}
