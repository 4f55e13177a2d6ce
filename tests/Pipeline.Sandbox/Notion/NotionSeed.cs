namespace Pipeline.Sandbox.Notion;

/// <summary>
/// The database "Videos" as teams in the field have it (contract webhook-and-channels.md §2, typing mistakes included), with three
/// rows whose links lead to this Sandbox's media pages. The ids never change, so that a configuration can name them.
/// </summary>
public static class NotionSeed
{
    public const string DatabaseId = "5eed0000-0000-4000-8000-00000000da7a";
    public const string DataSourceId = "5eed0000-0000-4000-8000-0000000050c0";
    public const string TalkRow = "5eed0000-0000-4000-8000-000000000001";
    public const string SpeechRow = "5eed0000-0000-4000-8000-000000000002";
    public const string SilenceRow = "5eed0000-0000-4000-8000-000000000003";
    public const string StatusColumn = "Transcript Process Status";

    /// <summary>The columns of the videos database; use it to make more databases of the same kind.</summary>
    public static NotionSchema Columns() => new NotionSchema()
        .Add("Name", "title")
        .Select(
            StatusColumn,
            "Queued|gray", "Processing|blue", "Downloading|purple", "Transcribing|yellow", "Uploading to Drive|orange", "Complete|green", "Error|red")
        .Add("Video Link", "url")
        .Add("ProcessErrors", "rich_text")
        .Add("Lenght min", "number")
        .Add("Transcript", "rich_text")
        .Add("GoogleDriveFolderLink", "url")
        .Add("Google drive Folder", "url")
        .Add("Video FIle Link", "url")
        .Add("Audio File Link", "url")
        .Add("Transcript File", "files")
        .Add("Transcript SRT File", "files")
        .Add("Processing time", "number")
        .Add("Date", "date")
        .Add("Video Date and time", "date")
        .Add("URL", "url")
        .Add("Live Video URL", "url")
        .Add("Video ID", "rich_text")
        .Select("Discord Channel")
        .Select("YouTube Channel")
        .Select("YoutubeListingStatus", "Public|green", "Unlisted|gray");

    internal static void Apply(NotionWorkspace workspace, Uri sandbox)
    {
        workspace.AddDatabase("Videos", Columns(), DatabaseId, DataSourceId);
        Add(workspace, TalkRow, "A talk in English", sandbox, "talk-en");
        Add(workspace, SpeechRow, "Ask not what your country can do for you", sandbox, "jfk");
        Add(workspace, SilenceRow, "A recording where nobody speaks", sandbox, "silence");
    }

    private static void Add(NotionWorkspace workspace, string id, string name, Uri sandbox, string media) =>
        workspace.AddPage(
            DataSourceId, new Dictionary<string, string?> { ["Name"] = name, ["Video Link"] = $"{sandbox}media/page/{media}" }, id);
}
