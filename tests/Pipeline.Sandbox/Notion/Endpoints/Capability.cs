namespace Pipeline.Sandbox.Notion.Endpoints;

/// <summary>What the connection must be allowed to do for an endpoint to answer.</summary>
internal enum Capability
{
    None,
    ReadContent,
    UpdateContent,
    InsertContent,
    ReadComments,
    InsertComments,
}
