using System.Text.Json.Nodes;

namespace Pipeline.Tests.Sandbox;

/// <summary>Blocks, contract notion-api.md §2 and §4.</summary>
public sealed class NotionBlockTests(NotionFixture notion) : IClassFixture<NotionFixture>
{
    [Fact]
    public async Task Blocks_are_appended_at_the_end_at_the_start_and_after_a_block()
    {
        var row = notion.AddRow();
        var first = await AppendAsync(row, Children("b"));
        await AppendAsync(row, Children("d"));
        await AppendAsync(row, Children("a"), """{"type":"start"}""");
        await AppendAsync(row, Children("c"), $$$"""{"type":"after_block","after_block":{"id":"{{{Id(first)}}}"}}""");
        Assert.Equal("a\nb\nc\nd", notion.Notion.PageBodyText(row));
    }

    [Fact]
    public async Task Only_the_first_level_is_answered_and_what_hangs_below_is_indented()
    {
        var row = notion.AddRow();
        var answer = await AppendAsync(row, [Toggle("top", Toggle("middle", Paragraph("leaf")))]);
        Assert.Single(answer["results"]!.AsArray());
        Assert.True((bool)answer["results"]![0]!["has_children"]!);
        Assert.Equal("top\n  middle\n    leaf", notion.Notion.PageBodyText(row));
    }

    [Fact]
    public async Task A_third_level_of_nesting_is_refused()
    {
        var refused = await RefusedAppendAsync([Toggle("1", Toggle("2", Toggle("3", Paragraph("4"))))]);
        Assert.StartsWith("body failed validation: body.children[0].toggle.children[0].toggle.children[0].toggle.children should be not present", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_array_holds_100_and_a_request_1000_blocks()
    {
        Assert.Equal("body failed validation: body.children.length should be ≤ `100`, instead was `131`.", await RefusedAppendAsync(Children([.. Enumerable.Repeat("x", 131)])));
        var toggles = Enumerable.Range(0, 10).Select(_ => Toggle("t", [.. Enumerable.Range(0, 100).Select(_ => Paragraph("p"))])).ToArray<JsonNode?>();
        Assert.Contains("at most 1000 blocks", await RefusedAppendAsync(new JsonArray(toggles)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_above_500_KB_is_refused() =>
        Assert.Contains("500 KB", await RefusedAppendAsync(new JsonArray([.. Enumerable.Range(0, 4).Select(_ => Toggle("t", [.. Enumerable.Range(0, 66).Select(_ => Paragraph(new string('x', 2000)))]))])), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"archived":false,"paragraph":{"rich_text":[]}}""", "body failed validation: body.children[0].archived should be not present, instead was `false`.")]
    [InlineData("""{"divider":{"children":[]}}""", "body failed validation: body.children[0].divider.children should be not present, instead was `[]`.")]
    [InlineData("""{"paragraph":{}}""", "body failed validation: body.children[0].paragraph.rich_text should be defined, instead was undefined")]
    [InlineData("""{"heading_2":{"rich_text":[],"children":[]}}""", "body failed validation: body.children[0].heading_2.children should be not present, instead was `[]`.")]
    public async Task A_block_that_notion_would_not_take_is_refused(string block, string message) =>
        Assert.Equal(message, await RefusedAppendAsync([JsonNode.Parse(block)!]));

    [Fact]
    public async Task After_is_refused_since_the_newest_version()
    {
        var refused = await notion.RefusedAsync("PATCH", $"v1/blocks/{notion.AddRow()}/children", $$"""{"children":[],"after":"{{Guid.NewGuid()}}"}""");
        Assert.StartsWith("body failed validation: body.after should be not present", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Children_are_listed_page_by_page_without_what_is_in_the_trash()
    {
        var row = notion.AddRow();
        var added = await AppendAsync(row, Children("a", "b", "c"));
        await notion.OkAsync("DELETE", $"v1/blocks/{(string)added["results"]![1]!["id"]!}");
        var first = await notion.OkAsync("GET", $"v1/blocks/{row}/children?page_size=1");
        var second = await notion.OkAsync("GET", $"v1/blocks/{row}/children?page_size=1&start_cursor={Uri.EscapeDataString((string)first["next_cursor"]!)}");
        Assert.Equal("c", (string?)second["results"]![0]!["paragraph"]!["rich_text"]![0]!["plain_text"]);
        Assert.False((bool)second["has_more"]!);
    }

    [Fact]
    public async Task An_update_replaces_the_whole_text_and_a_trashed_block_takes_none()
    {
        var row = notion.AddRow();
        var id = Id(await AppendAsync(row, Children("old")));
        await notion.OkAsync("PATCH", $"v1/blocks/{id}", """{"paragraph":{"rich_text":[{"text":{"content":"new"}}]}}""");
        Assert.Equal("new", notion.Notion.PageBodyText(row));
        await notion.OkAsync("DELETE", $"v1/blocks/{id}");
        var refused = await notion.RefusedAsync("PATCH", $"v1/blocks/{id}", """{"paragraph":{"rich_text":[]}}""");
        Assert.Equal("Can't edit block that is archived. You must unarchive the block before editing.", refused.Message);
        Assert.True((bool)(await notion.OkAsync("GET", $"v1/blocks/{id}"))["in_trash"]!);
    }

    private static JsonObject Paragraph(string text) =>
        new() { ["type"] = "paragraph", ["paragraph"] = new JsonObject { ["rich_text"] = Text(text) } };

    private static JsonObject Toggle(string text, params JsonNode[] children) =>
        new() { ["type"] = "toggle", ["toggle"] = new JsonObject { ["rich_text"] = Text(text), ["children"] = new JsonArray(children) } };

    private static JsonArray Text(string text) => [new JsonObject { ["text"] = new JsonObject { ["content"] = text } }];

    private static JsonArray Children(params string[] texts) => new([.. texts.Select(Paragraph)]);

    private static string Id(JsonNode answer) => (string)answer["results"]![0]!["id"]!;

    private static string Body(JsonArray children, string? position)
    {
        var body = new JsonObject { ["children"] = children };
        if (position is not null)
        {
            body["position"] = JsonNode.Parse(position);
        }

        return body.ToJsonString();
    }

    private Task<JsonNode> AppendAsync(string id, JsonArray children, string? position = null) =>
        notion.OkAsync("PATCH", $"v1/blocks/{id}/children", Body(children, position));

    private async Task<string> RefusedAppendAsync(JsonArray children) =>
        (await notion.RefusedAsync("PATCH", $"v1/blocks/{notion.AddRow()}/children", Body(children, null))).Message;
}
