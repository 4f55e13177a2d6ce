using System.Text;

namespace Pipeline.Core.Transcripts;

/// <summary>Lays the words of a subtitle out on one line, or on two of about the same length that break at a phrase.</summary>
internal sealed class SubtitleLines(IReadOnlyList<SubtitleWord> words, SubtitleRuler ruler, SubtitleBreaks breaks)
{
    /// <summary>How many columns of difference between the lines a better break is worth.</summary>
    private const double PerHarm = 8;

    /// <summary>The words must fit (<see cref="SubtitleRuler.LastInCue"/>).</summary>
    public IReadOnlyList<string> Of(int first, int last)
    {
        if (ruler.LastInLine(first) >= last) return [Join(first, last)];
        var upper = Enumerable.Range(first, ruler.LastInLine(first) - first + 1)
            .Where(end => ruler.LastInLine(end + 1) >= last)
            .MinBy(end => Math.Abs(ruler.Width(first, end) - ruler.Width(end + 1, last)) + (PerHarm * breaks.Harm(end)));
        return [Join(first, upper), Join(upper + 1, last)];
    }

    private string Join(int first, int last)
    {
        var text = new StringBuilder(words[first].Text);
        for (var i = first + 1; i <= last; i++)
        {
            if (words[i].SpaceBefore) text.Append(' ');
            text.Append(words[i].Text);
        }

        return text.ToString();
    }
}
