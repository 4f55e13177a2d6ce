using System.Text.Json;
using System.Text.RegularExpressions;
using Pipeline.Core.Board;
using Pipeline.Core.Configuration;

namespace Pipeline.Core.Channels;

/// <summary>Reads config/channels.json. Every mistake is named with its path, all of them at once.</summary>
public static partial class ChannelsFile
{
    private static readonly string[] ChannelKeys =
        ["action", "database", "field_map", "status_values", "name_format", "drive_folder", "language", "keep_video", "trigger"];

    private static readonly string[] Words = ["Processing", "Downloading", "Transcribing", "Uploading to Drive", "Complete", "Error"];

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <exception cref="ChannelsFileException">The file is missing or wrong.</exception>
    public static ChannelCatalog Load(string path)
    {
        if (!File.Exists(path))
            throw new ChannelsFileException([$"{path} does not exist. Copy config/channels.example.json to it and put your database ids in."]);
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ChannelsFileException([$"{path} cannot be read: {e.Message}"]);
        }
    }

    /// <param name="name">Name of the file, for the messages.</param>
    public static ChannelCatalog Parse(string json, string name)
    {
        var problems = new List<string>();
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            var channels = Channels(document.RootElement, problems).ToList();
            problems.AddRange(channels.GroupBy(c => c.Name).Where(g => g.Count() > 1).Select(g => $"channels.{g.Key}: stands there {g.Count()} times. Give each channel a name of its own."));
            if (channels.Count == 0 && problems.Count == 0) problems.Add("channels: there is none. Name at least one channel.");
            return problems.Count == 0 ? new ChannelCatalog(channels) : throw new ChannelsFileException([.. problems.Select(p => $"{name}: {p}")]);
        }
        catch (JsonException e)
        {
            throw new ChannelsFileException([$"{name}: no valid JSON at line {e.LineNumber + 1}: {e.Message}"]);
        }
    }

    private static IEnumerable<Channel> Channels(JsonElement root, List<string> problems)
    {
        Unknown(root, "", ["$schema", "channels"], problems);
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("channels", out var channels) || channels.ValueKind != JsonValueKind.Object)
        {
            problems.Add("channels: missing. It is an object: channel name → settings.");
            yield break;
        }

        foreach (var property in channels.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Object)
                problems.Add($"channels.{property.Name}: must be an object.");
            else
                yield return One(property.Name, property.Value, problems);
        }
    }

    private static Channel One(string name, JsonElement channel, List<string> problems)
    {
        var path = $"channels.{name}.";
        Unknown(channel, path, ChannelKeys, problems);
        var result = new Channel
        {
            Name = name,
            Action = Action(Text(channel, path, "action", problems), path, problems),
            Database = Text(channel, path, "database", problems),
            FieldMap = Map(channel, path, "field_map", FieldKey.All, problems),
            StatusWords = StatusWordsOf(Map(channel, path, "status_values", Words, problems)),
            NameFormat = Text(channel, path, "name_format", problems),
            DriveFolder = Text(channel, path, "drive_folder", problems),
            Language = Text(channel, path, "language", problems),
            KeepVideo = Flag(channel, path, "keep_video", true, problems),
            Trigger = Trigger(channel, path, problems),
        };
        if (result.Language is { } l && !(l.Length == 2 && l.All(char.IsAsciiLetterLower)))
            problems.Add($"{path}language: '{l}' is no two-letter ISO 639-1 code such as en.");
        if (result.Database is { } database && !NotionDatabase().IsMatch(database))
            problems.Add($"{path}database: '{database}' is no id of a Notion database: the 32 characters before ?v= in its link.");
        if (result.Trigger is not null) problems.AddRange(TriggerProblems(result, path));
        return result;
    }

    private static IEnumerable<string> TriggerProblems(Channel channel, string path)
    {
        if (channel.Database is null || channel.Column(FieldKey.Status) is null)
            yield return $"{path}trigger: polling needs database and field_map.status. Put the database's id (the 32 characters before ?v= in its link) there, or leave trigger out.";
        if (channel.Column(FieldKey.VideoLink) is null && channel.Column(FieldKey.VideoUrl) is null)
            yield return $"{path}trigger: polling needs the column with the link: field_map.video_url or field_map.video_link.";
        if (channel.StatusWords.All.Contains(channel.Trigger!.StatusWord))
            yield return $"{path}trigger.status: '{channel.Trigger.StatusWord}' is also a word that the worker writes; the row would ask again by itself, for ever. Choose another word.";
    }

    // Bare, with dashes, or inside the link. The adapter reads the id out of it.
    [GeneratedRegex("[0-9a-fA-F]{32}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", RegexOptions.CultureInvariant)]
    private static partial Regex NotionDatabase();

    private static ChannelAction Action(string? text, string path, List<string> problems)
    {
        if (text == "create_new_page") return ChannelAction.CreateNewPage;
        if (text != "update_origin") problems.Add($"{path}action: must be update_origin or create_new_page, is '{text}'.");
        return ChannelAction.UpdateOrigin;
    }

    private static ChannelTrigger? Trigger(JsonElement channel, string path, List<string> problems)
    {
        if (!channel.TryGetProperty("trigger", out var trigger) || trigger.ValueKind == JsonValueKind.Null) return null;
        if (trigger.ValueKind == JsonValueKind.Object)
        {
            Unknown(trigger, path + "trigger.", ["status", "empty"], problems);
            if (Text(trigger, path + "trigger.", "status", problems) is { Length: > 0 } word) return new ChannelTrigger(word);
            if (Text(trigger, path + "trigger.", "empty", problems) == "status") return new ChannelTrigger((string?)null);
        }

        problems.Add($"{path}trigger: must be {{\"status\": \"Queued\"}} (a word means please process) or {{\"empty\": \"status\"}} (a link and no status).");
        return null;
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

    private static Dictionary<string, string> Map(JsonElement parent, string path, string key, IReadOnlyList<string> known, List<string> problems)
    {
        var map = new Dictionary<string, string>();
        if (!parent.TryGetProperty(key, out var element) || element.ValueKind == JsonValueKind.Null) return map;
        if (element.ValueKind != JsonValueKind.Object)
        {
            problems.Add($"{path}{key}: must be an object.");
            return map;
        }

        Unknown(element, $"{path}{key}.", known, problems);
        foreach (var property in element.EnumerateObject())
        {
            if (Text(element, $"{path}{key}.", property.Name, problems) is { Length: > 0 } text) map[property.Name] = text;
        }

        return map;
    }

    private static string? Text(JsonElement parent, string path, string key, List<string> problems)
    {
        if (!parent.TryGetProperty(key, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind != JsonValueKind.String)
        {
            problems.Add($"{path}{key}: must be a text in quotes.");
            return null;
        }

        return value.GetString() is { Length: > 0 } text ? text : null;
    }

    private static bool Flag(JsonElement parent, string path, string key, bool otherwise, List<string> problems)
    {
        if (!parent.TryGetProperty(key, out var value)) return otherwise;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        problems.Add($"{path}{key}: must be true or false.");
        return otherwise;
    }

    private static void Unknown(JsonElement element, string path, IReadOnlyList<string> known, List<string> problems)
    {
        if (element.ValueKind != JsonValueKind.Object) return;
        problems.AddRange(element.EnumerateObject().Select(p => p.Name).Where(k => !known.Contains(k))
            .Select(k => $"{path}{k}: unknown key.{UnknownKeys.Nearest(k, known)}"));
    }
}
