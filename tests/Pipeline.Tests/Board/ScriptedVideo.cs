using Pipeline.Core.Board;
using Pipeline.Core.Jobs;

namespace Pipeline.Tests.Board;

/// <summary>One video as the board sees it: words, a transcript that grows, the final columns. Each step is put into the outbox as a stage does.</summary>
internal sealed class ScriptedVideo(SenderFixture road, string page, JobId job)
{
    public const int Paragraphs = 130;

    public string Page => page;

    public JobId Job => job;

    public IReadOnlyList<Func<Task>> Steps =>
    [
        () => road.PutWord(job, page, "Processing"),
        () => road.PutWord(job, page, "Transcribing"),
        () => road.Put(job, Growing(20), Progress(20)),
        () => road.Put(job, Growing(60), Progress(40)),
        () => road.Put(job, SenderFixture.Transcript(page, Paragraphs), Final()),
    ];

    public static async Task<ScriptedVideo> Create(SenderFixture road)
    {
        var page = road.AddRow();
        return new ScriptedVideo(road, page, await road.AddJob(page));
    }

    /// <summary>Columns and text, without what tells one job from another.</summary>
    public string Seen() => string.Join('\n',
        ((string[])["Status", "Errors"]).Select(column => $"{column}: {road.Notion.GetText(page, column)}")
        .Append(road.Notion.PageBodyText(page).Replace($"#{job.Short}", "#", StringComparison.Ordinal)));

    private BoardWrite Growing(int paragraphs) => SenderFixture.Transcript(page, paragraphs) with { Whole = false, Heading = "Transcript · being written" };

    private BoardWrite.Values Progress(int percent) =>
        new BoardWrite.Values(page, "select", new Dictionary<string, BoardValue> { [FieldKey.ProcessErrors] = new BoardValue.Text($"{percent} % done") });

    private BoardWrite.Values Final() => new BoardWrite.Values(page, "select", new Dictionary<string, BoardValue>
    {
        [FieldKey.Status] = new BoardValue.Text("Complete"), [FieldKey.ProcessErrors] = new BoardValue.Text(null),
    })
    { AfterTranscript = true };
}
