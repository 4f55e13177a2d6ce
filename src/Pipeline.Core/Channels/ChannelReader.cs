using Pipeline.Core.Board;

namespace Pipeline.Core.Channels;

/// <summary>Reads one entry of config/channels.json.</summary>
internal static class ChannelReader
{
    public static IReadOnlyList<string> Keys { get; } =
    [
        "action", "database", "data_source", "origin", "trigger", "field_map", "status_values", "name_format", "drive_folder", "language", "model", "engine",
        "vocabulary", "translate", "keep_video", "remux", "compress", "embed_subtitles", "audio_format", "error_details", "processing_log",
    ];

    private static readonly string[] Words = ["Processing", "Downloading", "Transcribing", "Uploading to Drive", "Complete", "Error"];

    private const string TriggerForms =
        "must be {\"status\": \"Queued\"} (a word means please process), {\"empty\": \"status\"} (a link and no status), {\"checkbox\": \"COLUMN\"} (a tick) or {\"empty\": \"page_link\"} (no page made yet).";

    public static Channel Read(string name, ConfigObject entry)
    {
        entry.Known(Keys);
        var channel = new Channel
        {
            Name = name,
            Action = Action(entry),
            Database = entry.Text("database"),
            DataSource = entry.Text("data_source"),
            FieldMap = entry.Map("field_map", FieldKey.All),
            StatusWords = StatusWordsOf(entry.Map("status_values", Words)),
            NameFormat = entry.Text("name_format"),
            DriveFolder = entry.Text("drive_folder"),
            KeepVideo = entry.Flag("keep_video", true),
            Origin = Origin(entry),
            Trigger = Trigger(entry),
            ErrorDetails = entry.Choice<ErrorDetails>("error_details"),
            ProcessingLog = entry.Flag("processing_log", false),
        };
        channel = Media(Speech(channel, entry), entry);
        ChannelRules.Check(channel, entry);
        return channel;
    }

    private static Channel Speech(Channel channel, ConfigObject entry) => channel with
    {
        Language = entry.Text("language"),
        Model = entry.Text("model"),
        Engine = entry.Text("engine"),
        Vocabulary = entry.Texts("vocabulary"),
        Translate = entry.Flag("translate", false),
    };

    private static Channel Media(Channel channel, ConfigObject entry) => channel with
    {
        Remux = entry.Flag("remux", false),
        Compress = entry.Flag("compress", false),
        EmbedSubtitles = entry.Flag("embed_subtitles", false),
        AudioFormat = entry.Choice<AudioFormat>("audio_format"),
    };

    private static ChannelAction Action(ConfigObject entry)
    {
        var text = entry.Text("action");
        if (text == "create_new_page") return ChannelAction.CreateNewPage;
        if (text != "update_origin") entry.Problem("action", $"must be update_origin or create_new_page, is '{text}'.");
        return ChannelAction.UpdateOrigin;
    }

    private static ChannelOrigin? Origin(ConfigObject entry)
    {
        if (entry.Object("origin", "must be an object with database and field_map.") is not { } origin) return null;
        origin.Known(["database", "field_map"]);
        return new ChannelOrigin { Database = origin.Text("database"), FieldMap = origin.Map("field_map", ChannelOrigin.Keys) };
    }

    private static ChannelTrigger? Trigger(ConfigObject entry)
    {
        if (entry.Object("trigger", TriggerForms) is not { } trigger) return null;
        trigger.Known(["status", "empty", "checkbox"]);
        switch (trigger.Text("status"), trigger.Text("empty"), trigger.Text("checkbox"))
        {
            case ({ } word, null, null): return new ChannelTrigger.Word(word);
            case (null, "status", null): return new ChannelTrigger.EmptyStatus();
            case (null, FieldKey.PageLink, null): return new ChannelTrigger.EmptyPageLink();
            case (null, null, { } column): return new ChannelTrigger.Checkbox(column);
            default:
                entry.Problem("trigger", TriggerForms);
                return null;
        }
    }

    private static StatusWords StatusWordsOf(Dictionary<string, string> words) => new()
    {
        Processing = words.GetValueOrDefault("Processing", "Processing"),
        Downloading = words.GetValueOrDefault("Downloading", "Downloading"),
        Transcribing = words.GetValueOrDefault("Transcribing", "Transcribing"),
        Uploading = words.GetValueOrDefault("Uploading to Drive", "Uploading to Drive"),
        Complete = words.GetValueOrDefault("Complete", "Complete"),
        Error = words.GetValueOrDefault("Error", "Error"),
    };
}
