using System.Text.Json;

namespace Pipeline.Core.Channels;

/// <summary>Reads config/channels.json. Every mistake is named with its path, all of them at once.</summary>
public static class ChannelsFile
{
    /// <summary>The keys of one channel; config/channels.schema.json describes each of them.</summary>
    public static IReadOnlyList<string> ChannelKeys => ChannelReader.Keys;

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
        new ConfigObject(root, "", problems).Known(["$schema", "channels"]);
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
                yield return ChannelReader.Read(property.Name, new ConfigObject(property.Value, $"channels.{property.Name}.", problems));
        }
    }
}
