using System.Globalization;
using Pipeline.Core.Board;
using Pipeline.Core.Jobs;

namespace Pipeline.Benchmarks.Running;

/// <summary>What one video puts onto the board: its words, a progress value every ten seconds, a paragraph every thirty, and, if it ends, the
/// whole text with the final word. Remembers when it put each word.</summary>
internal sealed class BoardVideo(BoardRig rig, string page, JobId job, Func<double, CancellationToken, Task> until)
{
    private const double Tick = 10;

    public string Page => page;

    /// <summary>Status word → when it was put.</summary>
    public Dictionary<string, DateTimeOffset> Words { get; } = [];

    /// <summary>Everything that was put in, one per value or text.</summary>
    public int Changes { get; private set; }

    /// <param name="start">Seconds from the beginning of the ten minutes.</param>
    /// <param name="end">The same; behind the ten minutes: it is still under way then.</param>
    /// <param name="last">End of the ten minutes.</param>
    public async Task Run(double start, double end, double last, CancellationToken ct)
    {
        await until(start, ct);
        await Say("Processing", ct);
        await until(start + 3, ct);
        await Say("Downloading", ct);
        await until(start + 20, ct);
        await Say("Transcribing", ct);
        var paragraphs = 0;
        for (var at = start + 30; at < Math.Min(end, last); at += Tick)
        {
            await until(at, ct);
            await Put(ct, Values(FieldKey.Progress, new BoardValue.Number(Math.Round(at - start))));
            if ((int)((at - start) / 30) is var heard && heard > paragraphs) await Put(ct, Text(paragraphs = heard, whole: false));
        }

        if (end > last) return;
        await until(end, ct);
        await Say("Uploading to Drive", ct);
        await until(end + 10, ct);
        Words["Complete"] = DateTimeOffset.UtcNow;
        await Put(ct, Text(paragraphs + 1, whole: true), (BoardWrite.Values)Values(FieldKey.Status, new BoardValue.Text("Complete")) with { AfterTranscript = true });
    }

    private Task Say(string word, CancellationToken ct)
    {
        Words[word] = DateTimeOffset.UtcNow;
        return Put(ct, Values(FieldKey.Status, new BoardValue.Text(word)));
    }

    private Task Put(CancellationToken ct, params BoardWrite[] writes)
    {
        Changes += writes.Length;
        return rig.Put(job, ct, writes);
    }

    private BoardWrite.Values Values(string key, BoardValue value) => new(page, rig.Channel.Name, new Dictionary<string, BoardValue> { [key] = value });

    private BoardWrite.Transcript Text(int paragraphs, bool whole) => new(page, rig.Channel.Name, whole ? "Transcript · en" : "Transcript · being written", [.. Enumerable.Range(0, paragraphs).Select(Paragraph)])
    {
        Whole = whole,
    };

    private static PageParagraph Paragraph(int n) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{n / 2}:{n % 2 * 30:00}"), null, [new TextRun(string.Join(' ', Enumerable.Repeat("spoken words", 40)))]);
}
