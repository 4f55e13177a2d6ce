using System.Text.Json.Nodes;

namespace Pipeline.Sandbox.Notion.Reading;

/// <summary>A block that was checked and is not stored yet.</summary>
internal sealed record BlockDraft(string Type, JsonObject Content, IReadOnlyList<BlockDraft> Children)
{
    public int Count => 1 + Children.Sum(child => child.Count);
}
