using System.Text.Json.Nodes;

namespace Pipeline.Sandbox.Notion.Model;

/// <summary>A block; its content is kept in the form in which it is answered.</summary>
internal sealed class BlockNode(string id, NotionNode parent, string type, JsonObject content, DateTimeOffset created) : NotionNode(id, created)
{
    public NotionNode Parent => parent;

    public string Type => type;

    public JsonObject Content => content;

    public override PageNode Page => parent.Page;

    public override bool IsArchived => InTrash || parent.IsArchived;
}
