namespace Pipeline.Sandbox.Notion.Model;

/// <summary>What pages and blocks share: an id, times, children, and that they can lie in the trash.</summary>
internal abstract class NotionNode(string id, DateTimeOffset created)
{
    public string Id => id;

    public DateTimeOffset Created { get; } = created;

    public DateTimeOffset Edited { get; set; } = created;

    public bool InTrash { get; set; }

    public List<BlockNode> Children { get; } = [];

    public List<Comment> Comments { get; } = [];

    public IEnumerable<BlockNode> LiveChildren => Children.Where(child => !child.InTrash);

    /// <summary>The page that this is, or that this block stands on.</summary>
    public abstract PageNode Page { get; }

    /// <summary>True when this or anything above it lies in the trash: nothing may be written then.</summary>
    public abstract bool IsArchived { get; }
}
