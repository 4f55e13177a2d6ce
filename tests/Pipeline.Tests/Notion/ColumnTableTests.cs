using Microsoft.Extensions.Logging;
using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using NotionSchema = Pipeline.Sandbox.Notion.NotionSchema;

namespace Pipeline.Tests.Notion;

/// <summary>Every logical key onto every kind of column, over the wire: what fits is written, what does not waits with one warning
/// that names column and kind, and nothing else on the page suffers.</summary>
public sealed class ColumnTableTests(BoardFixture board) : IClassFixture<BoardFixture>
{
    private const string Folder = "https://drive.example/folder";
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Values as the product makes them.</summary>
    private static readonly Dictionary<string, BoardValue> Values = new()
    {
        [FieldKey.Name] = new BoardValue.Text("A talk, in two parts"),
        [FieldKey.Date] = new BoardValue.Text("2026-11-22"),
        [FieldKey.VideoDateTime] = new BoardValue.Moment(Noon),
        [FieldKey.VideoLink] = new BoardValue.Text("https://youtu.be/abc"),
        [FieldKey.VideoUrl] = new BoardValue.Text("https://www.youtube.com/watch?v=abc"),
        [FieldKey.LiveVideoUrl] = new BoardValue.Text("https://www.youtube.com/watch?v=abc"),
        [FieldKey.VideoId] = new BoardValue.Text("abc"),
        [FieldKey.YouTubeChannel] = new BoardValue.Text("Doe, Jane"),
        [FieldKey.YouTubeListingStatus] = new BoardValue.Text("Unlisted"),
        [FieldKey.DiscordChannel] = new BoardValue.Text("education"),
        [FieldKey.DriveFolder] = new BoardValue.Link(Folder, "Drive folder"),
        [FieldKey.DriveFolderLink] = new BoardValue.Link(Folder, "Drive folder"),
        [FieldKey.VideoFile] = new BoardValue.Link(Folder, "talk.mp4"),
        [FieldKey.AudioFile] = new BoardValue.Link(Folder, "talk.m4a"),
        [FieldKey.TranscriptFile] = new BoardValue.Link(Folder, "talk.txt"),
        [FieldKey.TranscriptSrtFile] = new BoardValue.Link(Folder, "talk.srt"),
        [FieldKey.TranscriptText] = new BoardValue.Text("Hello."),
        [FieldKey.LengthMin] = new BoardValue.Number(12.5),
        [FieldKey.ProcessingTime] = new BoardValue.Number(61.5),
        [FieldKey.ProcessErrors] = new BoardValue.Text("The video is private."),
        [FieldKey.Status] = new BoardValue.Text("complete"),
        [FieldKey.Tags] = new BoardValue.Text("a, b"),
        [FieldKey.Progress] = new BoardValue.Percent(42),
        [FieldKey.StageStarted] = new BoardValue.Moment(Noon),
        [FieldKey.Attempts] = new BoardValue.Number(2),
        [FieldKey.QueuePosition] = new BoardValue.Number(3),
        [FieldKey.Eta] = new BoardValue.Moment(Noon),
        [FieldKey.Language] = new BoardValue.Text("en"),
        [FieldKey.Confidence] = new BoardValue.Percent(91.4),
        [FieldKey.Claim] = new BoardValue.Text("worker-1"),
    };

    public static TheoryData<string> Kinds =>
        ["title", "rich_text", "url", "number", "percent", "date", "select", "status", "multi_select", "files", "checkbox", "people", "created_time"];

    [Fact]
    public void Every_logical_key_stands_in_this_table() => Assert.Equal(FieldKey.All.Order(), Values.Keys.Order());

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_fits_is_written_and_what_does_not_is_said_once(string kind)
    {
        foreach (var (key, value) in Values)
        {
            var table = board.Notion.AddDatabase($"{kind} {key}", Schema(kind).Add("Beside", "number"));
            var page = board.Notion.AddPage(table.DataSourceId, new Dictionary<string, string?>());
            var other = key == FieldKey.LengthMin ? FieldKey.ProcessingTime : FieldKey.LengthMin;
            var channel = new Channel
            {
                Name = $"{kind}-{key}", Action = ChannelAction.UpdateOrigin, Database = table.DatabaseId,
                FieldMap = new Dictionary<string, string> { [key] = "Column", [other] = "Beside" },
            };

            var expected = Expected(kind, value);
            for (var n = 0; n < 2; n++)
            {
                var outcome = await board.SendValues(channel, page, (key, value), (other, new BoardValue.Number(7)));
                Assert.Equal((key, expected is null ? key : null), (key, (outcome as BoardOutcome.Partly)?.Reasons.Keys.Single()));
            }

            Assert.Equal((key, expected ?? Empty(kind)), (key, kind == "created_time" ? "" : board.Notion.GetText(page, "Column")));
            Assert.Equal("7", board.Notion.GetText(page, "Beside"));
            var warnings = board.Log.Of(LogLevel.Warning).Count(line => line.Contains($"{channel.Name}: {key} is not written", StringComparison.Ordinal)
                && line.Contains($"is of the kind {(kind == "percent" ? "number" : kind)}", StringComparison.Ordinal));
            Assert.Equal((key, expected is null ? 1 : 0), (key, warnings));
        }
    }

    private static string Empty(string kind) => kind switch { "checkbox" => "false", "status" => "Queued", _ => "" };

    private static NotionSchema Schema(string kind) => kind switch
    {
        "percent" => new NotionSchema().Add("Name", "title").Percent("Column"),
        "title" => new NotionSchema().Add("Column", "title"),
        "select" => new NotionSchema().Add("Name", "title").Select("Column", "Complete"),
        "status" => new NotionSchema().Add("Name", "title").Status("Column", ["Queued", "Complete", .. Values.Values.Select(Option).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Where(o => o != "complete")]),
        _ => new NotionSchema().Add("Name", "title").Add("Column", kind),
    };

    private static string? Option(BoardValue value) => value switch
    {
        BoardValue.Text { Content: { } text } => text.Replace(',', ';'),
        BoardValue.Number { Amount: { } amount } => Plain(amount),
        BoardValue.Percent { Amount: { } share } => $"{share:0} %",
        _ => null,
    };

    /// <summary>As the cell reads; null: it does not fit.</summary>
    private static string? Expected(string kind, BoardValue value) => (kind, value) switch
    {
        ("title" or "rich_text", BoardValue.Link link) => link.Label,
        ("title" or "rich_text", BoardValue.Moment) => "2026-11-22 12:00 UTC",
        ("title" or "rich_text", BoardValue.Text text) => text.Content,
        ("title" or "rich_text", _) => Option(value),
        ("url", BoardValue.Text text) => text.Content,
        ("url", BoardValue.Link link) => link.Address,
        ("number" or "percent", BoardValue.Number { Amount: { } amount }) => Plain(amount),
        ("number", BoardValue.Percent { Amount: { } share }) => Plain(share),
        ("percent", BoardValue.Percent { Amount: { } share }) => Plain(Math.Round(share / 100, 4)),
        ("date", BoardValue.Moment) => "2026-11-22T12:00:00.000+00:00",
        ("date", BoardValue.Text { Content: "2026-11-22" }) => "2026-11-22",
        ("select" or "status", BoardValue.Text { Content: "complete" }) => "Complete",
        ("select" or "status", not (BoardValue.Link or BoardValue.Moment)) => Option(value),
        ("multi_select", BoardValue.Text text) => text.Content,
        ("multi_select", not (BoardValue.Link or BoardValue.Moment)) => Option(value),
        ("files", BoardValue.Link link) => link.Label,
        ("files", BoardValue.Text { Content: "https://youtu.be/abc" }) => "abc",
        ("files", BoardValue.Text { Content: "https://www.youtube.com/watch?v=abc" }) => "watch",
        ("checkbox", BoardValue.Number) => "true",
        ("checkbox", BoardValue.Percent) => "false",
        _ => null,
    };

    private static string Plain(double number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
