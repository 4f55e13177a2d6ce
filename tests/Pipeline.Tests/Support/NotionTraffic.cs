using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pipeline.Sandbox.Journal;

namespace Pipeline.Tests.Support;

/// <summary>Holds what was sent to the Sandbox's Notion against Notion's published description (method, path and keys, where it covers them:
/// contract notion-api.md §10) and against the limits of its §4 and §8.</summary>
internal static partial class NotionTraffic
{
    /// <summary>Bytes. The journal keeps hardly more of a body; a longer one is not JSON any more. The Sandbox itself has checked the whole.</summary>
    private const int Kept = 60_000;

    /// <summary>Newer than the description, or left out of it.</summary>
    private static readonly string[] Beyond = ["POST /v1/databases", "PATCH /v1/databases/{database_id}"];

    private static readonly Dictionary<string, string[]> NewerKeys = new()
    {
        ["PATCH /v1/blocks/{block_id}/children"] = ["position"],
        ["PATCH /v1/blocks/{block_id}"] = ["toggle", "paragraph", "in_trash"],
        ["POST /v1/pages"] = ["template"],
        ["POST /v1/data_sources/{data_source_id}/query"] = ["result_type"],
    };

    private static readonly JsonObject Paths = JsonNode.Parse(File.ReadAllText(
        Path.Combine(RepositoryRoot.Path, "tests", "assets", "contracts", "notion-openapi.json")))!["paths"]!.AsObject();

    public static void AssertWellFormed(IEnumerable<JournalEntry> entries) =>
        Assert.Empty(entries.Where(e => e.Target.StartsWith("/v1/", StringComparison.Ordinal)).SelectMany(e => Problems(e).Select(p => $"{e.Method} {e.Target}: {p}")).Distinct());

    private static IEnumerable<string> Problems(JournalEntry entry)
    {
        var path = entry.Target.Split('?')[0];
        var template = Paths.Select(p => p.Key).Concat(Beyond.Select(b => b.Split(' ')[1])).FirstOrDefault(t => Template(t).IsMatch(path));
        var call = $"{entry.Method} {template}";
        var operation = template is null ? null : Paths[template]?[entry.Method.ToLowerInvariant()];
        if (operation is null && !Beyond.Contains(call)) return ["there is no such endpoint"];
        if (entry.Body.Length == 0 || Parse(entry.Body) is not { } body) return [];
        var known = operation?["requestBody"]?["content"]?["application/json"]?["schema"]?["properties"]?.AsObject().Select(p => p.Key) ?? body.Select(b => b.Key);
        var unknown = body.Select(b => b.Key).Except(known).Except(NewerKeys.GetValueOrDefault(call, []));
        return unknown.Select(key => $"{key} is not known").Concat(Limits(entry.Body, body, onPage: !path.StartsWith("/v1/data", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Limits(string text, JsonObject body, bool onPage)
    {
        if (Encoding.UTF8.GetByteCount(text) > 500_000) yield return "more than 500 KB";
        var nodes = Walk(body, "body", 0).ToList();
        if (nodes.Count(n => n.Node is JsonObject o && o["object"] is JsonValue v && v.ToString() == "block") > 1000) yield return "more than 1,000 blocks";
        foreach (var (node, path, depth) in nodes)
        {
            var key = path.Split('.')[^1];
            if (node is JsonArray { Count: > 100 } array) yield return $"{path} has {array.Count} elements";
            if (key is "content" or "url" && node?.GetValueKind() == JsonValueKind.String && node.GetValue<string>().Length > 2000) yield return $"{path} is longer than 2,000";
            if (key == "archived" || (key == "color" && onPage) || key == "has_children") yield return $"{path} is never sent";
            if (depth > 2) yield return $"{path} is nested more than two levels deep";
        }
    }

    /// <summary>Every value with its path and how many times children stand inside of children above it.</summary>
    private static IEnumerable<(JsonNode? Node, string Path, int Depth)> Walk(JsonNode? node, string path, int depth) => node switch
    {
        JsonObject o => o.SelectMany(p => Walk(p.Value, $"{path}.{p.Key}", depth + (p.Key == "children" && path != "body" ? 1 : 0))).Prepend((node, path, depth)),
        JsonArray a => a.SelectMany(item => Walk(item, path, depth)).Prepend((node, path, depth)),
        _ => [(node, path, depth)],
    };

    private static JsonObject? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException) when (Encoding.UTF8.GetByteCount(body) > Kept)
        {
            return null;
        }
    }

    private static Regex Template(string path) => new("^" + Parameter().Replace(Regex.Escape(path), "[^/]+") + "$", RegexOptions.CultureInvariant);

    [GeneratedRegex(@"\\\{[^}]+\}")]
    private static partial Regex Parameter();
}
