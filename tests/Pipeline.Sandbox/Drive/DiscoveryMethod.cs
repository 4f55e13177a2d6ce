using System.Text.Json.Nodes;

namespace Pipeline.Sandbox.Drive;

/// <summary>One method of the discovery document.</summary>
internal sealed class DiscoveryMethod(JsonObject json)
{
    private readonly string[] _segments = ((string)json["path"]!).Split('/');

    /// <summary>For instance <c>drive.files.create</c>.</summary>
    public string Id { get; } = (string)json["id"]!;

    public string Verb { get; } = (string)json["httpMethod"]!;

    public IReadOnlyDictionary<string, DiscoveryParameter> Parameters { get; } = DiscoveryParameter.All(json["parameters"]);

    public string? RequestSchema { get; } = (string?)json["request"]?["$ref"];

    public string? ResponseSchema { get; } = (string?)json["response"]?["$ref"];

    /// <summary>Also served below /upload/.</summary>
    public bool TakesMedia { get; } = (bool?)json["supportsMediaUpload"] ?? false;

    /// <summary>Answers alt=media.</summary>
    public bool GivesMedia { get; } = (bool?)json["supportsMediaDownload"] ?? false;

    public int Literals => _segments.Count(s => !IsVariable(s));

    public bool Matches(string path)
    {
        var parts = path.Split('/');
        return parts.Length == _segments.Length
            && parts.Zip(_segments).All(p => p.First.Length > 0 && (IsVariable(p.Second) || p.First == p.Second));
    }

    public Dictionary<string, string> Variables(string path) => path.Split('/').Zip(_segments)
        .Where(p => IsVariable(p.Second))
        .ToDictionary(p => p.Second.Trim('{', '}'), p => Uri.UnescapeDataString(p.First));

    private static bool IsVariable(string segment) => segment.StartsWith('{');
}
