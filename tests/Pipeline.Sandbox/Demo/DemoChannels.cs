using System.Text.Json.Nodes;
using Pipeline.Sandbox.Notion;

namespace Pipeline.Sandbox;

/// <summary>The config/channels.json that fits the seed database, for the demo and for tests.</summary>
public static class DemoChannels
{
    private static readonly (string Key, string Column)[] Columns =
    [
        ("name", "Name"), ("date", "Date"), ("video_date_time", "Video Date and time"), ("video_link", "Video Link"),
        ("youtube_channel", "YouTube Channel"), ("drive_folder", "Google drive Folder"), ("drive_folder_link", "GoogleDriveFolderLink"),
        ("video_file", "Video FIle Link"), ("audio_file", "Audio File Link"), ("transcript_file", "Transcript File"),
        ("transcript_srt_file", "Transcript SRT File"), ("transcript_text", "Transcript"), ("length_min", "Lenght min"),
        ("processing_time", "Processing time"), ("process_errors", "ProcessErrors"), ("status", NotionSeed.StatusColumn),
    ];

    public static string Json() => new JsonObject
    {
        ["channels"] = new JsonObject
        {
            ["audit-process"] = new JsonObject
            {
                ["action"] = "update_origin",
                ["database"] = NotionSeed.DatabaseId,
                ["trigger"] = new JsonObject { ["status"] = "Queued" },
                ["name_format"] = "YouTube Video: {title}",
                ["field_map"] = new JsonObject(Columns.Select(c => KeyValuePair.Create<string, JsonNode?>(c.Key, c.Column))),
            },
        },
    }.ToJsonString(new() { WriteIndented = true });
}
