using System.Text.Json.Nodes;

namespace Pipeline.Adapters.Notion;

/// <summary>Text within Notion's limit: 2,000 UTF-16 units an item (the error names JavaScript's length).</summary>
internal static class RichText
{
    public const int Limit = 2000;

    /// <summary>Cuts to at most <paramref name="limit"/> units, the last of them "…"; never half of a surrogate pair.</summary>
    public static string Cut(string text, int limit = Limit) =>
        text.Length <= limit ? text : string.Concat(text.AsSpan(0, CutAt(text, 0, limit - 1)), "…");

    /// <summary>One item with the beginning of the text; none for no text.</summary>
    /// <param name="link">Where a click leads, or null.</param>
    public static JsonArray Short(string text, string? link = null) => text.Length == 0 ? [] : [Item(Cut(text), link)];

    /// <summary>The whole text in as many items as it takes. 100 items (200,000 units) fit into one block.</summary>
    /// <param name="style">An annotation such as <c>italic</c>, or null.</param>
    public static JsonArray Whole(string text, string? style = null)
    {
        var items = new JsonArray();
        for (var from = 0; from < text.Length;)
        {
            var to = CutAt(text, from, Limit);
            items.Add(Item(text[from..to], null, style));
            from = to;
        }

        return items;
    }

    private static int CutAt(string text, int from, int length)
    {
        var to = from + length;
        if (to >= text.Length) return text.Length;
        return char.IsHighSurrogate(text[to - 1]) && char.IsLowSurrogate(text[to]) ? to - 1 : to;
    }

    /// <summary>One item; the caller keeps its text within the limit.</summary>
    /// <param name="link">Where a click leads, or null.</param>
    /// <param name="style">An annotation such as <c>bold</c>, or null.</param>
    public static JsonObject Item(string content, string? link = null, string? style = null)
    {
        var text = new JsonObject { ["content"] = content };
        if (link is not null) text["link"] = new JsonObject { ["url"] = link };
        var item = new JsonObject { ["type"] = "text", ["text"] = text };
        if (style is not null) item["annotations"] = new JsonObject { [style] = true };
        return item;
    }
}
