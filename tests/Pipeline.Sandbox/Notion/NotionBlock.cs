using Pipeline.Sandbox.Notion.Model;
using Pipeline.Sandbox.Notion.Reading;

namespace Pipeline.Sandbox.Notion;

/// <summary>A block as a reader sees it.</summary>
/// <param name="Text">Its rich text without formatting; the address of a bookmark or file; empty for others.</param>
public sealed record NotionBlock(string Id, string Type, string Text, IReadOnlyList<NotionBlock> Children)
{
    internal static IReadOnlyList<NotionBlock> ListOf(NotionNode node) =>
        [.. node.LiveChildren.Select(block => new NotionBlock(block.Id, block.Type, TextOf(block), ListOf(block)))];

    internal IEnumerable<string> Lines(int depth) =>
        Children.SelectMany(child => child.Lines(depth + 1)).Prepend(new string(' ', depth * 2) + Text);

    private static string TextOf(BlockNode block) => block.Content["rich_text"] is { } text
        ? RichText.Plain(text)
        : (block.Content["url"] ?? block.Content["external"]?["url"])?.GetValue<string>() ?? "";
}
