using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Core.Board;

namespace Pipeline.Adapters.Notion;

/// <summary>Paragraph blocks, as many as one request takes: 100 children, 450 KB of the 500 KB that Notion allows.</summary>
internal static class BlockBatch
{
    public const int MostBytes = 450 * 1000;
    private const int MostBlocks = 100;
    private const int MostItems = 100;

    /// <summary>The next blocks from <paramref name="from"/> on, at least one.</summary>
    /// <param name="mostBytes">Less than <see cref="MostBytes"/> where something on the way takes less.</param>
    public static JsonArray Take(IReadOnlyList<PageParagraph> paragraphs, int from, int mostBytes = MostBytes)
    {
        var batch = new JsonArray();
        var bytes = 0;
        for (var n = from; n < paragraphs.Count && batch.Count < MostBlocks; n++)
        {
            var block = Paragraph(paragraphs[n]);
            bytes += Size(block) + 1;
            if (batch.Count > 0 && bytes > mostBytes) break;
            batch.Add(block);
        }

        return batch;
    }

    public static int Size(JsonNode blocks) => Encoding.UTF8.GetByteCount(blocks.ToJsonString(NotionClient.Json));

    public static JsonObject Toggle(JsonArray heading, JsonArray children)
    {
        var content = new JsonObject { ["rich_text"] = heading };
        if (children.Count > 0) content["children"] = children;
        return new JsonObject { ["object"] = "block", ["type"] = "toggle", ["toggle"] = content };
    }

    private static JsonObject Paragraph(PageParagraph paragraph)
    {
        var items = Items(paragraph);
        return new JsonObject
        {
            ["object"] = "block",
            ["type"] = "paragraph",
            // So many changes between sure and doubtful within one passage are no reading matter anyway.
            ["paragraph"] = new JsonObject { ["rich_text"] = items.Count <= MostItems ? items : RichText.Whole(paragraph.Text) },
        };
    }

    private static JsonArray Items(PageParagraph paragraph)
    {
        var items = paragraph.Clock.Length == 0 ? [] : new JsonArray(RichText.Item(paragraph.Clock, paragraph.Link, "bold"));
        foreach (var run in paragraph.Runs)
        {
            var text = items.Count == 0 ? run.Text : " " + run.Text;
            foreach (var item in RichText.Whole(text, run.Doubtful ? "italic" : null)) items.Add(item!.DeepClone());
        }

        return items;
    }
}
