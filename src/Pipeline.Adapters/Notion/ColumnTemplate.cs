using System.Text.Json.Nodes;
using Pipeline.Core.Board;
using Pipeline.Core.Channels;

namespace Pipeline.Adapters.Notion;

/// <summary>What a column for a logical key is made of, and what is written into it.</summary>
/// <param name="Name">In a database that we make.</param>
/// <param name="Known">Its name in databases of the field (webhook-and-channels.md §2), by which <c>init</c> finds it.</param>
/// <param name="Kind">Notion's word for the kind that we choose; others may do as well (<see cref="PropertyWriter"/> decides).</param>
/// <param name="Sample">Of the kind of value that the worker writes.</param>
internal sealed record ColumnTemplate(string Key, string Name, string Known, string Kind, BoardValue Sample)
{
    private static readonly BoardValue Words = new BoardValue.Text("x");
    private static readonly BoardValue Amount = new BoardValue.Number(1);
    private static readonly BoardValue Share = new BoardValue.Percent(50);
    private static readonly BoardValue Time = new BoardValue.Moment(DateTimeOffset.UnixEpoch);
    private static readonly BoardValue Address = new BoardValue.Link("https://example.com/x", "x");
    private static readonly BoardValue Given = new BoardValue.Text("https://example.com/x");
    private static readonly BoardValue Day = new BoardValue.Text("2026-11-22");

    /// <summary>In the order of the columns. The two keys with an empty name are other names for a key above them: our own database has one column.</summary>
    public static IReadOnlyList<ColumnTemplate> All { get; } =
    [
        new(FieldKey.Name, "Name", "Name", "title", Words),
        new(FieldKey.Status, "Status", "Transcript Process Status", "select", Words),
        new(FieldKey.VideoUrl, "Video", "URL", "url", Given),
        new(FieldKey.VideoLink, "", "Video Link", "url", Given),
        new(FieldKey.LiveVideoUrl, "Live video", "Live Video URL", "url", Given),
        new(FieldKey.ProcessErrors, "Errors", "ProcessErrors", "rich_text", Words),
        new(FieldKey.Progress, "Progress", "Progress", "number", Share),
        new(FieldKey.Eta, "Ready at", "ETA", "date", Time),
        new(FieldKey.QueuePosition, "Queue position", "Queue Position", "number", Amount),
        new(FieldKey.DriveFolder, "Drive folder", "Google drive Folder", "url", Address),
        new(FieldKey.DriveFolderLink, "", "GoogleDriveFolderLink", "url", Address),
        new(FieldKey.VideoFile, "Video file", "Video FIle Link", "url", Address),
        new(FieldKey.AudioFile, "Audio file", "Audio File Link", "url", Address),
        new(FieldKey.TranscriptFile, "Transcript file", "Transcript File", "files", Address),
        new(FieldKey.TranscriptSrtFile, "Subtitles", "Transcript SRT File", "files", Address),
        new(FieldKey.TranscriptText, "Transcript", "Transcript", "rich_text", Words),
        new(FieldKey.LengthMin, "Minutes", "Lenght min", "number", Amount),
        new(FieldKey.Language, "Language", "Language", "select", Words),
        new(FieldKey.Confidence, "Confidence", "Confidence", "number", Share),
        new(FieldKey.Date, "Date", "Date", "date", Day),
        new(FieldKey.VideoDateTime, "Published", "Video Date and time", "date", Time),
        new(FieldKey.YouTubeChannel, "Channel", "YouTube Channel", "select", Words),
        new(FieldKey.YouTubeListingStatus, "Listing", "YoutubeListingStatus", "select", Words),
        new(FieldKey.DiscordChannel, "Discord channel", "Discord Channel", "select", Words),
        new(FieldKey.VideoId, "Video ID", "Video ID", "rich_text", Words),
        new(FieldKey.Tags, "Tags", "Tags", "multi_select", Words),
        new(FieldKey.ProcessingTime, "Processing seconds", "Processing time", "number", Amount),
        new(FieldKey.StageStarted, "Stage since", "Stage Started", "date", Time),
        new(FieldKey.Attempts, "Attempts", "Attempts", "number", Amount),
        new(FieldKey.Claim, "Claim", "Claim", "rich_text", Words),
    ];

    /// <summary>The origin's own key; no column of a database that we make.</summary>
    private static readonly ColumnTemplate PageLink = new(FieldKey.PageLink, "", "Transcript", "url", Address);

    public static ColumnTemplate For(string key) => key == FieldKey.PageLink ? PageLink : All.Single(t => t.Key == key);

    /// <summary>Key → name of every column of a database that we make.</summary>
    public static IReadOnlyDictionary<string, string> Names { get; } = All.Where(t => t.Name.Length > 0).ToDictionary(t => t.Key, t => t.Name);

    /// <summary>As it goes into <c>properties</c> of a new data source or column.</summary>
    public JsonObject ToJson(Channel channel) => new()
    {
        [Kind] = Kind switch
        {
            "select" or "multi_select" => new JsonObject { ["options"] = new JsonArray([.. Options(channel).Select(o => Option(o, channel.StatusWords))]) },
            "number" when Sample is BoardValue.Percent => new JsonObject { ["format"] = "percent" },
            _ => new JsonObject(),
        },
    };

    /// <summary>Options that people (or the worker) choose from the first day on.</summary>
    public IReadOnlyList<string> Options(Channel channel) => Key switch
    {
        FieldKey.Status => [.. channel.Trigger is ChannelTrigger.Word { StatusWord: var word } ? [word] : Array.Empty<string>(), .. channel.StatusWords.All],
        FieldKey.YouTubeListingStatus => ["Public", "Unlisted"],
        _ => [],
    };

    /// <summary>A new option with its colour: grey waits, blue to orange works, green is done, red needs somebody.</summary>
    public static JsonObject Option(string name, StatusWords words) => new() { ["name"] = name, ["color"] = Colour(name, words) };

    private static string Colour(string name, StatusWords words) => name switch
    {
        _ when name == words.Processing => "blue",
        _ when name == words.Downloading => "purple",
        _ when name == words.Transcribing => "yellow",
        _ when name == words.Uploading => "orange",
        _ when name == words.Complete || name == "Public" => "green",
        _ when name == words.Error => "red",
        _ => "gray",
    };
}
