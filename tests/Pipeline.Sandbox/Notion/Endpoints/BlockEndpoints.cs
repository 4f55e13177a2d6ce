using System.Text.Json.Nodes;
using Pipeline.Sandbox.Notion.Answers;
using Pipeline.Sandbox.Notion.Model;
using Pipeline.Sandbox.Notion.Reading;

namespace Pipeline.Sandbox.Notion.Endpoints;

/// <summary>Blocks: read, list children, append, change, trash. A page is a block here, too.</summary>
internal static class BlockEndpoints
{
    public static JsonNode Get(NotionCall call) => Render(call, Find(call));

    public static JsonNode Children(NotionCall call) =>
        call.QueryPaging().Page([.. Find(call).LiveChildren], block => block.Id, block => Answer.Block(block, call.Version), "block");

    public static JsonNode Append(NotionCall call)
    {
        var parent = FindWritable(call);
        var body = call.Body.Only("children", call.Version.IsNewest ? "position" : "after");
        var drafts = BlockContent.ReadChildren(body["children"]);
        if (parent is BlockNode block && !BlockKinds.TakesChildren(block.Type, block.Content["is_toggleable"]?.GetValue<bool>() ?? false))
        {
            throw NotionError.Validation($"Block {block.Id} of type {block.Type} does not support children.");
        }

        var added = call.State.AddBlocks(parent, Place(parent, body), drafts);
        return new JsonObject
        {
            ["object"] = "list",
            ["results"] = new JsonArray([.. added.Select(child => Answer.Block(child, call.Version))]),
            ["next_cursor"] = null,
            ["has_more"] = false,
            ["type"] = "block",
            ["block"] = new JsonObject(),
        };
    }

    public static JsonNode Update(NotionCall call)
    {
        var block = Find(call) as BlockNode ?? throw NotionError.Validation("A page is not changed as a block; use the page's address.");
        var body = call.Body.Only([.. call.WithTrash("type"), .. BlockKinds.Types]);
        var trash = call.Trash();
        if (block.IsArchived && (trash != false || block.Parent.IsArchived))
        {
            throw NotionError.Archived();
        }

        if (body.Keys.FirstOrDefault(BlockKinds.Types.Contains) is { } type)
        {
            if (type != block.Type)
            {
                throw NotionError.Validation($"Cannot change the type of block {block.Id} from {block.Type} to {type}.");
            }

            BlockContent.Update(block.Content, type, body[type]);
        }

        block.InTrash = trash ?? block.InTrash;
        call.State.Touch(block);
        return Answer.Block(block, call.Version);
    }

    public static JsonNode Delete(NotionCall call)
    {
        var node = FindWritable(call);
        node.InTrash = true;
        call.State.Touch(node);
        return Render(call, node);
    }

    private static NotionNode Find(NotionCall call) => call.State.FindBlock(call.Id("block_id"));

    private static NotionNode FindWritable(NotionCall call)
    {
        var node = Find(call);
        return node.IsArchived ? throw NotionError.Archived() : node;
    }

    private static JsonObject Render(NotionCall call, NotionNode node) =>
        node is BlockNode block ? Answer.Block(block, call.Version) : Answer.PageAsBlock(node.Page, call.Version);

    private static int Place(NotionNode parent, Field body)
    {
        var position = body["position"];
        var kind = position.Present ? position.Only("type", "after_block")["type"].OneOf("start", "end", "after_block")
            : body["after"].Present ? "after_block" : "end";
        if (kind != "after_block")
        {
            return kind == "start" ? 0 : parent.Children.Count;
        }

        var id = NotionId.Read(position.Present ? position["after_block"].Required().Only("id")["id"] : body["after"]);
        var index = parent.Children.FindIndex(child => child.Id == id && !child.InTrash);
        return index >= 0 ? index + 1 : throw NotionError.Validation($"Block with ID {id} to append after is not a child of {parent.Id}.");
    }
}
