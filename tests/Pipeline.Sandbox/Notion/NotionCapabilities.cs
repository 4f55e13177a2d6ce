namespace Pipeline.Sandbox.Notion;

/// <summary>What the connection may do; a missing one answers 403 <c>restricted_resource</c>. May be changed while the server runs.</summary>
public sealed class NotionCapabilities
{
    public bool ReadContent { get; set; } = true;

    public bool UpdateContent { get; set; } = true;

    public bool InsertContent { get; set; } = true;

    public bool ReadComments { get; set; } = true;

    public bool InsertComments { get; set; } = true;
}
