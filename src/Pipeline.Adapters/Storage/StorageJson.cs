using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pipeline.Adapters.Storage;

/// <summary>JSON inside a column. Relaxed escaping: a Cyrillic transcript would otherwise take six bytes a letter. Through buffers of our own: the
/// serializer's come from a pool that keeps them, and a transcript of hours needs several of a MiB and more.</summary>
internal static class StorageJson
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Layout = new() { Encoder = Options.Encoder };

    public static string Write<T>(T value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Layout)) JsonSerializer.Serialize(json, value, Options);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(Encoding.UTF8.GetBytes(json), Options) ?? throw new JsonException($"A stored {typeof(T).Name} is JSON null.");
}
