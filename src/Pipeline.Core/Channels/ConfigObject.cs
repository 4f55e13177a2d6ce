using System.Text.Json;
using Pipeline.Core.Configuration;

namespace Pipeline.Core.Channels;

/// <summary>One object of a configuration file, read key by key. A wrong value becomes a problem with its path, and its default comes back.</summary>
/// <param name="path">Where it stands, with a dot at its end; empty for the root.</param>
internal sealed class ConfigObject(JsonElement element, string path, List<string> problems)
{
    public void Problem(string key, string message) => problems.Add($"{path}{key}: {message}");

    /// <summary>Refuses every key that is not one of these.</summary>
    public void Known(IReadOnlyList<string> keys)
    {
        if (element.ValueKind != JsonValueKind.Object) return;
        foreach (var key in element.EnumerateObject().Select(p => p.Name).Where(k => !keys.Contains(k)))
            Problem(key, $"unknown key.{UnknownKeys.Nearest(key, keys)}");
    }

    /// <summary>Null where the key is missing, null, or an empty text.</summary>
    public string? Text(string key)
    {
        if (Find(key) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.String) return value.GetString() is { Length: > 0 } text ? text : null;
        Problem(key, "must be a text in quotes.");
        return null;
    }

    public bool Flag(string key, bool otherwise)
    {
        if (!element.TryGetProperty(key, out var value)) return otherwise;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Problem(key, "must be true or false.");
        return otherwise;
    }

    /// <summary>One of the enum's names in snake_case; its first member where the key is missing.</summary>
    public T Choice<T>(string key)
        where T : struct, Enum
    {
        if (Text(key) is not { } text) return default;
        var names = Enum.GetNames<T>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName).ToList();
        if (names.IndexOf(text) is >= 0 and var at) return Enum.GetValues<T>()[at];
        Problem(key, $"must be {string.Join(" or ", names)}, is '{text}'.");
        return default;
    }

    public IReadOnlyList<string> Texts(string key)
    {
        if (Find(key) is not { } list) return [];
        if (list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String))
            return [.. list.EnumerateArray().Select(e => e.GetString()!.Trim()).Where(t => t.Length > 0)];
        Problem(key, "must be a list of texts: [\"one\", \"two\"].");
        return [];
    }

    /// <summary>Names of <paramref name="known"/> → texts; empty texts are left out.</summary>
    public Dictionary<string, string> Map(string key, IReadOnlyList<string> known)
    {
        var map = new Dictionary<string, string>();
        if (Object(key, "must be an object.") is not { } inner) return map;
        inner.Known(known);
        foreach (var name in known)
            if (inner.Text(name) is { } text) map[name] = text;
        return map;
    }

    /// <summary>Null where the key is missing, null, or something else than an object.</summary>
    /// <param name="otherwise">Said in the last case.</param>
    public ConfigObject? Object(string key, string otherwise)
    {
        if (Find(key) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Object) return new ConfigObject(value, $"{path}{key}.", problems);
        Problem(key, otherwise);
        return null;
    }

    private JsonElement? Find(string key) =>
        element.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
