using System.Text.Json.Nodes;

namespace Pipeline.Sandbox.Notion.Reading;

/// <summary>Blocks as they are written: types, limits, two levels of nesting below the first (contract notion-api.md §2, §4).</summary>
internal static class BlockContent
{
    private const int Nesting = 2;
    private const int BlocksPerRequest = 1000;

    public static IReadOnlyList<BlockDraft> ReadChildren(Field children)
    {
        var drafts = ReadLevel(children, depth: 0);
        var count = drafts.Sum(draft => draft.Count);
        return count <= BlocksPerRequest
            ? drafts
            : throw NotionError.Validation($"A request can hold at most {BlocksPerRequest} blocks, instead had {count}.");
    }

    /// <summary>The content of <c>PATCH /v1/blocks/{id}</c>: what is named replaces what was there.</summary>
    public static void Update(JsonObject content, string type, Field change)
    {
        change.Only(BlockKinds.KeysOf(type));
        foreach (var key in change.Keys)
        {
            content[key] = ReadKey(change[key], key);
        }
    }

    private static List<BlockDraft> ReadLevel(Field children, int depth) => [.. children.Items().Select(block => ReadBlock(block, depth))];

    private static BlockDraft ReadBlock(Field block, int depth)
    {
        var type = block.Keys.FirstOrDefault(BlockKinds.Types.Contains)
            ?? throw NotionError.Body($"{block.Path}.paragraph should be defined, instead was undefined");
        block.Only("object", "type", type);
        if (block["object"].Present)
        {
            block["object"].OneOf("block");
        }

        if (block["type"].Present)
        {
            block["type"].OneOf(type);
        }

        return ReadContent(type, block[type], depth);
    }

    private static BlockDraft ReadContent(string type, Field content, int depth)
    {
        var toggleable = content["is_toggleable"].FlagOr(false);
        var nested = content["children"];
        if (nested.Present && (depth >= Nesting || !BlockKinds.TakesChildren(type, toggleable)))
        {
            throw nested.NotAllowed();
        }

        content.Only([.. BlockKinds.KeysOf(type), "children"]);
        var answer = Empty(type);
        if (BlockKinds.HasRichText(type))
        {
            content["rich_text"].Required();
        }

        foreach (var key in content.Keys.Where(key => key != "children"))
        {
            answer[key] = ReadKey(content[key], key);
        }

        return new BlockDraft(type, answer, nested.Present ? ReadLevel(nested, depth + 1) : []);
    }

    private static JsonNode? ReadKey(Field value, string key) => key switch
    {
        "rich_text" or "caption" => RichText.Read(value),
        "checked" or "is_toggleable" or "has_column_header" or "has_row_header" => value.Flag(),
        "url" => value.Text(2000),
        "expression" => value.Text(1000),
        "color" or "language" or "name" or "type" => value.Text(),
        "table_width" => value.Integer(1, 100),
        "external" => new JsonObject { ["url"] = value.Only("url")["url"].Text(2000) },
        "cells" => new JsonArray([.. value.Items().Select(RichText.Read)]),
        _ => value.Node?.DeepClone(),
    };

    private static JsonObject Empty(string type)
    {
        var answer = new JsonObject();
        foreach (var key in BlockKinds.KeysOf(type))
        {
            answer[key] = key switch
            {
                "rich_text" or "caption" or "cells" => new JsonArray(),
                "color" => "default",
                "checked" or "is_toggleable" or "has_column_header" or "has_row_header" => false,
                _ => null,
            };
        }

        return answer;
    }
}
