using System.Text.Json;
using Pipeline.Adapters.Notion;
using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Host.Configuration;

namespace Pipeline.Host.Cli;

/// <summary>What <c>pipeline init</c> writes into the channels file. What stands there stays, comments included.</summary>
internal static class ChannelsDraft
{
    /// <summary>Stands for the id that a channel still lacks, so that the rest of it can be read.</summary>
    private const string NoId = "00000000000000000000000000000000";

    // Relaxed: "Größe", not "Gr\u00f6\u00dfe".
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string NewFile = "{\n  \"$schema\": \"./channels.schema.json\",\n\n  // Made by `pipeline init`. config/channels.example.json shows every key; a running worker takes up an edit within seconds.\n  \"channels\": {}\n}\n";

    /// <summary>The channel as it stands in the file, complete or still without its database's id; null: it is not in there.</summary>
    /// <exception cref="ChannelsFileException">The file has mistakes of another kind.</exception>
    public static Channel? Find(string file, string name)
    {
        var text = File.ReadAllText(file);
        if (!ChannelsText.Has(text, name)) return ChannelsText.IsEmpty(text) ? null : ChannelsFile.Parse(text, file).Find(name);
        if (ChannelsText.DatabaseOf(text, name) is not null) return ChannelsFile.Parse(text, file).Find(name);
        return ChannelsFile.Parse(ChannelsText.SetDatabase(text, name, NoId), file).Find(name)! with { Database = null };
    }

    /// <summary>A channel over a database that we make.</summary>
    public static Channel New(InitRequest request) => new()
    {
        Name = request.Channel, Action = ChannelAction.UpdateOrigin, FieldMap = NotionSetup.FieldMap, Trigger = new ChannelTrigger.Word(request.Word),
    };

    /// <summary>Whole or not at all, and only if nobody wrote in between.</summary>
    public static void Write(string file, Channel? known, InitRequest request, SetUpTable table)
    {
        var old = File.Exists(file) ? File.ReadAllText(file) : null;
        var text = known is not null
            ? ChannelsText.SetDatabase(old!, known.Name, table.DatabaseId)
            : ChannelsText.AddChannel(old ?? NewFile, request.Channel, Entry(request, table, table.Made ? NotionSetup.FieldMap : FieldMap(table)));
        ChannelsFile.Parse(text, file);
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        Directory.CreateDirectory(folder);
        var part = Path.Combine(folder, $".{Path.GetFileName(file)}.{Environment.ProcessId}.part");
        File.WriteAllText(part, text);
        if (old is not null && File.ReadAllText(file) != old) throw new ConfigurationException($"{file} was changed by somebody else just now. Run the same command again.");
        File.Move(part, file, overwrite: true);
        WriteSchema(folder);
    }

    /// <summary>Editors complete and check the file by it.</summary>
    private static void WriteSchema(string folder)
    {
        var path = Path.Combine(folder, "channels.schema.json");
        if (File.Exists(path)) return;
        using var schema = typeof(ChannelsDraft).Assembly.GetManifestResourceStream("channels.schema.json")!;
        using var target = File.Create(path);
        schema.CopyTo(target);
    }

    private static IReadOnlyDictionary<string, string> FieldMap(SetUpTable table)
    {
        var map = NotionSetup.Recognise(table);
        if (map.ContainsKey(FieldKey.Status) && (map.ContainsKey(FieldKey.VideoUrl) || map.ContainsKey(FieldKey.VideoLink))) return map;
        throw new ConfigurationException(
            $"The database \"{table.Title}\" has no column that goes by a name known for the status or for the link. Columns there: {string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\" ({c.Kind})"))}. "
            + "Copy config/channels.example.json and put your columns into field_map, then run pipeline init --channel NAME --database LINK again.");
    }

    private static string Entry(InitRequest request, SetUpTable table, IReadOnlyDictionary<string, string> map)
    {
        var columns = string.Join(",\n", map.Select(m => $"    {Text(m.Key)}: {Text(m.Value)}"));
        return $$"""
            {
              "action": "update_origin",
              "database": {{Text(table.DatabaseId)}},
              "trigger": { "status": {{Text(request.Word)}} },
              "name_format": "{title}",
              "field_map": {
            {{columns}}
              }
            }
            """;
    }

    private static string Text(string value) => JsonSerializer.Serialize(value, Relaxed);
}
