using Pipeline.Core.Board;
using Pipeline.Core.Jobs;

namespace Pipeline.Tests.Board;

/// <summary>One video as the board sees it: words, a transcript that grows, the final columns; of a channel that makes pages, the page at the end. Each
/// step is put into the outbox as a stage does.</summary>
internal sealed class ScriptedVideo(SenderFixture road, string page, JobId job, string channel)
{
    public const int Paragraphs = 130;
    private const string Making = "make";

    /// <summary>The row it came from.</summary>
    public string Page => page;

    public JobId Job => job;

    public string Channel => channel;

    public IReadOnlyList<Func<Task>> Steps => channel == Making
        ? [Nothing, Nothing, Nothing, Nothing, () => road.Put(job, Made())]
        :
        [
            () => road.PutWord(job, page, "Processing", channel),
            () => road.PutWord(job, page, "Transcribing", channel),
            () => road.Put(job, Growing(20), Progress(20)),
            () => road.Put(job, Growing(60), Progress(40)),
            () => road.Put(job, Whole(page), Final(page)),
        ];

    /// <param name="channel">One of the fixture's: select, state or make.</param>
    public static async Task<ScriptedVideo> Create(SenderFixture road, string channel = "select")
    {
        var page = channel == Making ? road.Notion.AddPage(road.Origins.DataSourceId, new Dictionary<string, string?>()) : road.AddRow();
        return new ScriptedVideo(road, page, await road.AddJob(page, channel), channel);
    }

    /// <summary>Columns and text, without what tells one job from another.</summary>
    public async Task<string> Seen()
    {
        if (channel != Making) return Columns(page);
        var made = (await road.Jobs.Find(job, TestContext.Current.CancellationToken))!.ResultPageId!;
        return Columns(made) + "\nlinked: " + road.Notion.GetText(page, "Transcript").EndsWith(made.Replace("-", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static Task Nothing() => Task.CompletedTask;

    private string Columns(string on) => string.Join('\n',
        ((string[])["Status", "State", "Errors"]).Select(column => $"{column}: {road.Notion.GetText(on, column)}")
        .Append(road.Notion.PageBodyText(on).Replace($"#{job.Short}", "#", StringComparison.Ordinal)));

    private BoardWrite.Transcript Whole(string on, int paragraphs = Paragraphs) => SenderFixture.Transcript(on, paragraphs) with { Channel = channel };

    private BoardWrite Growing(int paragraphs) => Whole(page, paragraphs) with { Whole = false, Heading = "Transcript · being written" };

    private BoardWrite.Values Progress(int percent) =>
        new BoardWrite.Values(page, channel, new Dictionary<string, BoardValue> { [FieldKey.ProcessErrors] = new BoardValue.Text($"{percent} % done") });

    private BoardWrite.Values Final(string on) => new BoardWrite.Values(on, channel, new Dictionary<string, BoardValue>
    {
        [FieldKey.Status] = new BoardValue.Text("Complete"), [FieldKey.ProcessErrors] = new BoardValue.Text(null),
    })
    { AfterTranscript = true };

    private BoardWrite[] Made()
    {
        var unmade = BoardTarget.Unmade(job);
        return [new BoardWrite.NewPage(unmade, channel, "Talk", new Dictionary<string, BoardValue>()), Whole(unmade), Final(unmade), new BoardWrite.OriginLink(unmade, channel, page, "Talk")];
    }
}
