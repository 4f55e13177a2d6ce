using System.Text;
using System.Text.Json;

namespace Pipeline.Core.Channels;

/// <summary>Changes the text of a channels file in one place and leaves all else as its writer left it, comments included.</summary>
public static class ChannelsText
{
    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Whether a channel of this name stands there.</summary>
    public static bool Has(string text, string name) => Value(text, "channels", name) is not null;

    /// <summary>Whether <c>channels</c> holds nothing yet.</summary>
    public static bool IsEmpty(string text) => Value(text, "channels") is not null && Inside(text, "channels").IsEmpty;

    /// <summary>What stands as a channel's database; null for nothing and for an empty text.</summary>
    public static string? DatabaseOf(string text, string name)
    {
        if (Value(text, "channels", name, "database") is not { } at) return null;
        var json = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text).AsSpan(at.Start, at.Length));
        return json is "null" or "\"\"" ? null : json;
    }

    /// <summary>Puts a channel in front of those that are there.</summary>
    /// <param name="entry">The channel's object, without its name.</param>
    public static string AddChannel(string text, string name, string entry)
    {
        var (at, isEmpty) = Inside(text, "channels");
        var indented = entry.Replace("\n", "\n    ", StringComparison.Ordinal);
        return Insert(text, at, $"\n    {JsonSerializer.Serialize(name)}: {indented}{(isEmpty ? "\n  " : ",\n")}");
    }

    /// <summary>Gives a channel its database's id.</summary>
    public static string SetDatabase(string text, string name, string id)
    {
        var value = Value(text, "channels", name, "database");
        if (value is { } old) return Insert(Remove(text, old.Start, old.Length), old.Start, JsonSerializer.Serialize(id));
        var (at, _) = Inside(text, "channels", name);
        return Insert(text, at, $"\n      \"database\": {JsonSerializer.Serialize(id)},");
    }

    /// <summary>Just behind the opening brace of an object.</summary>
    private static (int At, bool IsEmpty) Inside(string text, params string[] path)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), Lenient);
        if (!Descend(ref reader, path) || reader.TokenType != JsonTokenType.StartObject) throw new ChannelsFileException([$"{string.Join('.', path)}: is no object."]);
        var at = (int)reader.BytesConsumed;
        reader.Read();
        return (at, reader.TokenType == JsonTokenType.EndObject);
    }

    private static (int Start, int Length)? Value(string text, params string[] path)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), Lenient);
        return Descend(ref reader, path) ? ((int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex)) : null;
    }

    /// <summary>Leaves the reader on the first token of the value.</summary>
    private static bool Descend(ref Utf8JsonReader reader, string[] path)
    {
        if (!reader.Read()) return false;
        foreach (var key in path)
            if (reader.TokenType != JsonTokenType.StartObject || !Find(ref reader, key)) return false;
        return true;
    }

    private static bool Find(ref Utf8JsonReader reader, string key)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(key);
            reader.Read();
            if (found) return true;
            reader.Skip();
        }

        return false;
    }

    // The reader counts bytes.
    private static string Insert(string text, int at, string what)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Encoding.UTF8.GetString(bytes.AsSpan(0, at)) + what + Encoding.UTF8.GetString(bytes.AsSpan(at));
    }

    private static string Remove(string text, int at, int length)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Encoding.UTF8.GetString(bytes.AsSpan(0, at)) + Encoding.UTF8.GetString(bytes.AsSpan(at + length));
    }
}
