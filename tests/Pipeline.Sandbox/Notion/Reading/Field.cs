using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Sandbox.Notion.Reading;

/// <summary>A place in a request body together with its path, so that each refusal names it as Notion does.</summary>
internal readonly record struct Field(JsonNode? Node, string Path, bool Present = true)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public bool IsNull => Node is null;

    public Field this[string key] => Node is JsonObject map && map.TryGetPropertyValue(key, out var value)
        ? new Field(value, $"{Path}.{key}")
        : new Field(null, $"{Path}.{key}", Present: false);

    public IEnumerable<string> Keys => ((JsonObject)Object().Node!).Select(pair => pair.Key);

    public Field Object() => Node is JsonObject ? this : throw Expected("an object");

    /// <summary>Refuses anything but an object with these keys.</summary>
    public Field Only(params ReadOnlySpan<string> keys)
    {
        foreach (var key in Keys)
        {
            if (!keys.Contains(key))
            {
                throw this[key].NotAllowed();
            }
        }

        return this;
    }

    public Field Required() => Present ? this : throw NotionError.Body($"{Path} should be defined, instead was undefined");

    public string Text(int max = int.MaxValue)
    {
        var text = TextOrNull(Required().Node) ?? throw Expected("a string");
        return text.Length <= max ? text : throw TooLong(max, text.Length);
    }

    public bool Flag() => Node is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : throw Expected("a boolean");

    public bool FlagOr(bool absent) => Present ? Flag() : absent;

    public double Number() => Node is JsonValue value && value.TryGetValue<double>(out var number) ? number : throw Expected("a number");

    public int Integer(int min, int max)
    {
        var number = Number();
        return number > max ? throw NotionError.Body($"{Path} should be ≤ `{max}`, instead was `{Shown}`.")
            : number < min ? throw NotionError.Body($"{Path} should be ≥ `{min}`, instead was `{Shown}`.")
            : (int)number;
    }

    /// <summary>The elements of an array of at most 100, Notion's limit for every array.</summary>
    public IReadOnlyList<Field> Items(int max = 100)
    {
        if (Required().Node is not JsonArray array)
        {
            throw Expected("an array");
        }

        var path = Path;
        return array.Count <= max ? [.. array.Select((item, index) => new Field(item, $"{path}[{index}]"))] : throw TooLong(max, array.Count);
    }

    public string OneOf(params string[] words)
    {
        var text = Text();
        return words.Contains(text) ? text : throw Expected(string.Join(" or ", words.Select(word => $"`\"{word}\"`")));
    }

    public NotionError Expected(string what) => NotionError.Body($"{Path} should be {what}, instead was `{Shown}`.");

    public NotionError NotAllowed() => NotionError.Body($"{Path} should be not present, instead was `{Shown}`.");

    private NotionError TooLong(int max, int length) => NotionError.Body($"{Path}.length should be ≤ `{max}`, instead was `{length}`.");

    private static string? TextOrNull(JsonNode? node)
    {
        try
        {
            return node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: a text that was cut in the middle of a character.
            throw NotionError.InvalidJson();
        }
    }

    private string Shown
    {
        get
        {
            var text = !Present ? "undefined" : Node?.ToJsonString(Plain) ?? "null";
            return text.Length <= 200 ? text : text[..200] + "…";
        }
    }
}
