using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pipeline.Adapters.Storage;

/// <summary>JSON inside a column. Relaxed escaping: a Cyrillic transcript would otherwise take six bytes a letter.</summary>
internal static class StorageJson
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException($"A stored {typeof(T).Name} is JSON null.");
}
