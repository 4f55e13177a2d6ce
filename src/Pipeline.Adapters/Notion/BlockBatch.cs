using System.Text;
using System.Text.Json.Nodes;

namespace Pipeline.Adapters.Notion;

/// <summary>Paragraph blocks, as many as one request takes: 100 children, 450 KB of the 500 KB that Notion allows.</summary>
internal static class BlockBatch
{
    private const int MostBlocks = 100;
    private const int MostBytes = 450 * 1000;

    /// <summary>The next blocks from <paramref name="from"/> on, at least one.</summary>
    public static JsonArray Take(IReadOnlyList<string> paragraphs, int from)
    {
        var batch = new JsonArray();
        var bytes = 0;
        for (var n = from; n < paragraphs.Count && batch.Count < MostBlocks; n++)
        {
            var block = Paragraph(paragraphs[n]);
            bytes += Encoding.UTF8.GetByteCount(block.ToJsonString(NotionClient.Json)) + 1;
            if (batch.Count > 0 && bytes > MostBytes) break;
            batch.Add(block);
        }

        return batch;
    }

    public static JsonObject Toggle(string heading, JsonArray children)
    {
        var content = new JsonObject { ["rich_text"] = RichText.Whole(heading) };
        if (children.Count > 0) content["children"] = children;
        return new JsonObject { ["object"] = "block", ["type"] = "toggle", ["toggle"] = content };
    }

    private static JsonObject Paragraph(string text) => new JsonObject
    {
        ["object"] = "block",
        ["type"] = "paragraph",
        ["paragraph"] = new JsonObject { ["rich_text"] = RichText.Whole(text) },
    };
}
