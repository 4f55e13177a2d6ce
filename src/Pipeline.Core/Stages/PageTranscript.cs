using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;
using Pipeline.Core.Transcripts;

namespace Pipeline.Core.Stages;

/// <summary>The transcript as its page shows it: one paragraph per passage, each beginning with its time.</summary>
internal static class PageTranscript
{
    /// <summary>Also what stands for the text of a recording without any.</summary>
    public static string NoSpeech(VideoJob job) => "No speech was found in this recording." + UnheardTracks.Hint(job);

    /// <param name="paragraphs">What is certain not to change while more is heard.</param>
    public static BoardWrite.Transcript Growing(string page, Channel channel, IReadOnlyList<PageParagraph> paragraphs) =>
        new(page, channel.Name, "Transcript · being written", [.. paragraphs]);

    /// <param name="fileUrl">Where the text file lies.</param>
    public static BoardWrite.Transcript Whole(string page, VideoJob job, Channel channel, Transcript transcript, string? fileUrl)
    {
        List<PageParagraph> paragraphs = [.. Paragraphs(Passages.Of(transcript), job)];
        if (paragraphs.Count == 0) paragraphs = [new PageParagraph("", null, [new TextRun(NoSpeech(job))])];
        return new BoardWrite.Transcript(page, channel.Name, Heading(transcript), paragraphs) { Whole = true, FileUrl = fileUrl };
    }

    private static string Heading(Transcript transcript)
    {
        var confidence = transcript.Confidence is { } sure ? FormattableString.Invariant($"{100 * sure:0} % sure") : "";
        string[] parts = ["Transcript", transcript.Language, $"{Timestamps.Clock(transcript.Duration)} min", transcript.Engine, confidence];
        return string.Join(" · ", parts.Where(p => p.Length > 0));
    }

    public static IEnumerable<PageParagraph> Paragraphs(IEnumerable<Passage> passages, VideoJob job) =>
        passages.Select(p => new PageParagraph(Timestamps.Clock(p.Start), VideoMoment.Link(job.CanonicalUrl ?? job.SourceUrl, p.Start), [.. Runs(p)]));

    /// <summary>Doubtful segments that follow each other are one run.</summary>
    private static IEnumerable<TextRun> Runs(Passage passage)
    {
        var segments = passage.Segments;
        for (var (first, next) = (0, 0); first < segments.Count; first = next)
        {
            var doubtful = segments[first].Doubt is not null;
            while (next < segments.Count && segments[next].Doubt is not null == doubtful) next++;
            var text = string.Join(' ', segments.Skip(first).Take(next - first).Select(Passage.LineOf));
            yield return new TextRun(doubtful ? DoubtMark.Open + text + DoubtMark.Close : text, doubtful);
        }
    }
}
