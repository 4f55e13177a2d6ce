namespace Pipeline.Core.Board;

/// <summary>The logical keys that a channel's <c>field_map</c> maps to columns, as spelled in config/channels.json.</summary>
public static class FieldKey
{
    public const string Name = "name";
    public const string Date = "date";
    public const string VideoDateTime = "video_date_time";
    public const string VideoLink = "video_link";
    public const string VideoUrl = "video_url";
    public const string LiveVideoUrl = "live_video_url";
    public const string VideoId = "video_id";
    public const string YouTubeChannel = "youtube_channel";
    public const string YouTubeListingStatus = "youtube_listing_status";
    public const string DiscordChannel = "discord_channel";
    public const string DriveFolder = "drive_folder";
    public const string DriveFolderLink = "drive_folder_link";
    public const string VideoFile = "video_file";
    public const string AudioFile = "audio_file";
    public const string TranscriptFile = "transcript_file";
    public const string TranscriptSrtFile = "transcript_srt_file";
    public const string TranscriptText = "transcript_text";
    public const string LengthMin = "length_min";
    public const string ProcessingTime = "processing_time";
    public const string ProcessErrors = "process_errors";
    public const string Status = "status";
    public const string Tags = "tags";
    public const string Progress = "progress";
    public const string StageStarted = "stage_started";
    public const string Attempts = "attempts";
    public const string QueuePosition = "queue_position";
    public const string Eta = "eta";
    public const string Language = "language";
    public const string Confidence = "confidence";
    public const string Claim = "claim";

    /// <summary>In an origin's database only: the link to the page that was made (<see cref="Channels.ChannelOrigin"/>).</summary>
    public const string PageLink = "page_link";

    /// <summary>The column of a <see cref="Channels.ChannelTrigger.Checkbox"/>. Not for a field_map: the trigger names it.</summary>
    public const string TriggerBox = "trigger.checkbox";

    /// <summary>All of them; another key in a field_map is a typing mistake.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Name, Date, VideoDateTime, VideoLink, VideoUrl, LiveVideoUrl, VideoId, YouTubeChannel, YouTubeListingStatus, DiscordChannel,
        DriveFolder, DriveFolderLink, VideoFile, AudioFile, TranscriptFile, TranscriptSrtFile, TranscriptText, LengthMin, ProcessingTime,
        ProcessErrors, Status, Tags, Progress, StageStarted, Attempts, QueuePosition, Eta, Language, Confidence,
        Claim,
    ];
}
