using System.Text.Json;

namespace Pipeline.Host.Api;

/// <summary>What we read of an event: where something happened. What it says is never believed, the poller looks for itself.</summary>
/// <param name="Token">The handshake's token; null for every other event.</param>
/// <param name="Table">Id of the data source or database; null: it does not say.</param>
/// <param name="Columns">Ids of the columns that changed; null: it does not say.</param>
/// <param name="Authors">Who did it; empty: it does not say.</param>
internal sealed record NotionEvent(string? Token, string Type, string? Table, IReadOnlyList<string>? Columns, IReadOnlyList<string> Authors)
{
    /// <summary>Kinds after which a row may ask that did not before.</summary>
    private static readonly string[] Telling = ["page.created", "page.properties_updated", "page.moved", "page.undeleted", "page.unlocked"];

    public bool MayAsk => Telling.Contains(Type);

    /// <summary>Null: this is no JSON object.</summary>
    public static NotionEvent? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return null;
            var data = At(root, "data");
            var parent = At(data, "parent");
            return new NotionEvent(
                Text(root, "verification_token"), Text(root, "type") ?? "",
                Text(parent, "data_source_id") ?? Text(parent, "database_id") ?? Text(parent, "id"),
                Texts(data, "updated_properties"),
                [.. Items(root, "authors").Select(a => Text(a, "id")).OfType<string>()]);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement? At(JsonElement? parent, string key) =>
        parent is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(key, out var value) ? value : null;

    private static string? Text(JsonElement? parent, string key) => At(parent, key) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static IReadOnlyList<JsonElement> Items(JsonElement? parent, string key) =>
        At(parent, key) is { ValueKind: JsonValueKind.Array } items ? [.. items.EnumerateArray()] : [];

    private static string[]? Texts(JsonElement? parent, string key) => At(parent, key) is { ValueKind: JsonValueKind.Array } items
        ? [.. items.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.String).Select(i => i.GetString()!)]
        : null;
}
