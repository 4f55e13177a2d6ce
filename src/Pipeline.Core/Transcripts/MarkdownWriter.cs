using System.Text;

namespace Pipeline.Core.Transcripts;

/// <summary>Markdown (CommonMark): a heading, what it is, then passages, each with its time as a link into the video where the site has
/// such links.</summary>
public static class MarkdownWriter
{
    private const string Special = "\\`*_[]<>#|~&";

    public static void Write(Transcript transcript, TextWriter text)
    {
        text.WriteLine($"# {Escape(transcript.Title.Length > 0 ? transcript.Title : "Transcript")}");
        text.WriteLine();
        text.WriteLine(string.Join(" · ", Facts(transcript)));
        foreach (var passage in Passages.Of(transcript))
        {
            var clock = Timestamps.Clock(passage.Start);
            text.WriteLine();
            text.WriteLine($"{(VideoMoment.Link(transcript.Source, passage.Start) is { } link ? $"[{clock}]({link})" : clock)} {Escape(passage.MarkedText)}");
        }

        if (transcript.Doubtful.Count == 0) return;
        text.WriteLine();
        text.WriteLine($"*{Escape(DoubtMark.Explanation)}*");
    }

    private static IEnumerable<string> Facts(Transcript transcript)
    {
        if (transcript.Source is { } source) yield return $"<{source}>";
        if (transcript.Language.Length > 0) yield return string.Join(", ", transcript.OtherLanguages.Prepend(transcript.Language));
        yield return Timestamps.Clock(transcript.Duration);
        yield return Escape(transcript.Engine);
        if (transcript.Segments.Count == 0) yield return "no speech was found";
    }

    /// <summary>Text of strangers stays text. A number or a dash makes a list only at the beginning of a line, and ours begin with the time.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var character in text)
        {
            if (Special.Contains(character, StringComparison.Ordinal)) escaped.Append('\\');
            escaped.Append(character);
        }

        return escaped.ToString();
    }
}
