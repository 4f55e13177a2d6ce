using System.Text.Json.Nodes;
using Pipeline.Sandbox.Notion.Answers;
using Pipeline.Sandbox.Notion.Model;
using Pipeline.Sandbox.Notion.Reading;

namespace Pipeline.Sandbox.Notion.Endpoints;

/// <summary>Comments on pages and blocks, and answers in a discussion.</summary>
internal static class CommentEndpoints
{
    public static JsonNode Create(NotionCall call)
    {
        var body = call.Body.Only("parent", "discussion_id", "rich_text", "display_name");
        var text = RichText.Read(body["rich_text"]);
        var name = body["display_name"].Present ? ReadName(body["display_name"]) : null;
        var (node, discussion) = body["discussion_id"].Present
            ? FindDiscussion(call, NotionId.Read(body["discussion_id"]))
            : (FindParent(call, body["parent"].Required()), NotionId.New());
        if (node.IsArchived)
        {
            throw NotionError.Archived();
        }

        var comment = new Comment(NotionId.New(), discussion, node, text, name, call.State.Now);
        node.Comments.Add(comment);
        return Answer.Comment(comment);
    }

    public static JsonNode List(NotionCall call)
    {
        var text = call.Request.Query["block_id"].FirstOrDefault();
        var id = NotionId.Normalize(text) ?? throw NotionError.Validation(
            $"query failed validation: query.block_id should be a valid uuid, instead was `{(text is null ? "undefined" : $"\"{text}\"")}`.");
        return call.QueryPaging().Page(call.State.FindBlock(id).Comments, comment => comment.Id, Answer.Comment, "comment");
    }

    private static string? ReadName(Field name)
    {
        name.Only("type", "custom");
        return name["custom"].Present ? name["custom"].Only("name")["name"].Text() : null;
    }

    private static NotionNode FindParent(NotionCall call, Field parent)
    {
        parent.Only("type", "page_id", "block_id");
        return parent["block_id"].Present
            ? call.State.FindBlock(NotionId.Read(parent["block_id"]))
            : call.State.FindPage(NotionId.Read(parent["page_id"].Required()));
    }

    private static (NotionNode Node, string Discussion) FindDiscussion(NotionCall call, string id)
    {
        var comment = call.State.Nodes.Values.SelectMany(node => node.Comments).FirstOrDefault(comment => comment.DiscussionId == id);
        return comment is null ? throw NotionError.NotFound("discussion", id) : (comment.On, id);
    }
}
