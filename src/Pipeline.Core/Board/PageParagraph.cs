namespace Pipeline.Core.Board;

/// <summary>One paragraph of the transcript on a page. It begins with its time, by which it is recognised when the page is read back.</summary>
/// <param name="Clock"><c>1:02</c> or <c>1:02:03</c>; empty where the paragraph stands for no moment.</param>
/// <param name="Link">Where the time leads: that moment of the video; null where its site knows no such links.</param>
public sealed record PageParagraph(string Clock, string? Link, IReadOnlyList<TextRun> Runs)
{
    /// <summary>As it reads on the page.</summary>
    public string Text => string.Join(' ', Runs.Select(r => r.Text).Prepend(Clock).Where(t => t.Length > 0));
}

/// <param name="Doubtful">The engine may have heard wrong: shown as such.</param>
public sealed record TextRun(string Text, bool Doubtful = false);
