using System.Text.Json.Nodes;
using Pipeline.Sandbox.Notion.Model;
using Pipeline.Sandbox.Notion.Reading;

namespace Pipeline.Sandbox.Notion.Answers;

/// <summary>The objects as Notion answers them; shapes after the .d.ts files of npm @notionhq/client 5.26.</summary>
internal static class Answer
{
    public const string BotId = "b0700000-0000-4000-8000-000000000001";
    public const string PersonId = "b0700000-0000-4000-8000-000000000003";
    private const string WorkspaceId = "b0700000-0000-4000-8000-000000000002";
    private const int ReferenceLimit = 25;

    public static JsonObject Me() => new()
    {
        ["object"] = "user",
        ["id"] = BotId,
        ["name"] = "Sandbox",
        ["avatar_url"] = null,
        ["type"] = "bot",
        ["bot"] = new JsonObject
        {
            ["owner"] = new JsonObject { ["type"] = "workspace", ["workspace"] = true },
            ["workspace_id"] = WorkspaceId,
            ["workspace_name"] = "Pipeline Sandbox",
            ["workspace_limits"] = new JsonObject { ["max_file_upload_size_in_bytes"] = 5242880 },
        },
    };

    public static JsonObject Page(PageNode page, ApiVersion version, IReadOnlyCollection<Column>? only = null)
    {
        var answer = Stamped("page", page.Id, page.Created, page.Edited);
        if (page.ByPerson)
        {
            answer["created_by"] = new JsonObject { ["object"] = "user", ["id"] = PersonId };
        }

        version.WriteTrash(answer, page.InTrash);
        answer["is_archived"] = page.InTrash;
        answer["is_locked"] = page.IsLocked;
        answer["url"] = UrlOf(page);
        answer["public_url"] = null;
        answer["parent"] = ParentOf(page);
        answer["icon"] = page.Icon?.DeepClone();
        answer["cover"] = page.Cover?.DeepClone();
        var properties = new JsonObject();
        foreach (var column in page.Columns.Where(column => only is null || only.Contains(column)))
        {
            properties[column.Name] = Property(page, column, ReferenceLimit);
        }

        answer["properties"] = properties;
        return answer;
    }

    public static JsonObject Property(PageNode page, Column column, int references = int.MaxValue)
    {
        var value = Value(page, column);
        if (column.Type == "people" && value is JsonArray people)
        {
            value = new JsonArray([.. people.Take(references).Select(person => person!.DeepClone())]);
        }

        return new JsonObject { ["id"] = column.ApiId, ["type"] = column.Type, [column.Type] = value };
    }

    public static JsonObject Block(BlockNode block, ApiVersion version)
    {
        var answer = Stamped("block", block.Id, block.Created, block.Edited);
        answer["parent"] = block.Parent is PageNode page
            ? new JsonObject { ["type"] = "page_id", ["page_id"] = page.Id }
            : new JsonObject { ["type"] = "block_id", ["block_id"] = block.Parent.Id };
        answer["has_children"] = block.LiveChildren.Any();
        version.WriteTrash(answer, block.InTrash);
        answer["type"] = block.Type;
        answer[block.Type] = block.Content.DeepClone();
        return answer;
    }

    public static JsonObject PageAsBlock(PageNode page, ApiVersion version)
    {
        var answer = Stamped("block", page.Id, page.Created, page.Edited);
        answer["parent"] = ParentOf(page);
        answer["has_children"] = page.LiveChildren.Any();
        version.WriteTrash(answer, page.InTrash);
        answer["type"] = "child_page";
        answer["child_page"] = new JsonObject { ["title"] = page.Title };
        return answer;
    }

    public static JsonObject Comment(Comment comment) => new()
    {
        ["object"] = "comment",
        ["id"] = comment.Id,
        ["parent"] = comment.On is PageNode
            ? new JsonObject { ["type"] = "page_id", ["page_id"] = comment.On.Id }
            : new JsonObject { ["type"] = "block_id", ["block_id"] = comment.On.Id },
        ["discussion_id"] = comment.DiscussionId,
        ["created_time"] = NotionDate.ToMinute(comment.Created),
        ["last_edited_time"] = NotionDate.ToMinute(comment.Created),
        ["created_by"] = Bot(),
        ["rich_text"] = comment.Text.DeepClone(),
        ["display_name"] = new JsonObject
        {
            ["type"] = comment.DisplayName is null ? "integration" : "custom",
            ["resolved_name"] = comment.DisplayName ?? "Sandbox",
        },
    };

    public static JsonObject Stamped(string kind, string id, DateTimeOffset created, DateTimeOffset edited) => new()
    {
        ["object"] = kind,
        ["id"] = id,
        ["created_time"] = NotionDate.ToMinute(created),
        ["last_edited_time"] = NotionDate.ToMinute(edited),
        ["created_by"] = Bot(),
        ["last_edited_by"] = Bot(),
    };

    public static string UrlOf(PageNode page)
    {
        char[] breaks = [.. page.Title.Where(letter => !char.IsAsciiLetterOrDigit(letter))];
        var slug = string.Join('-', page.Title.Split(breaks, StringSplitOptions.RemoveEmptyEntries));
        return $"https://www.notion.so/{(slug.Length > 0 ? slug + "-" : "")}{page.Id.Replace("-", "", StringComparison.Ordinal)}";
    }

    public static JsonObject ParentOutsideTables(string? pageId) => pageId is null
        ? new JsonObject { ["type"] = "workspace", ["workspace"] = true }
        : new JsonObject { ["type"] = "page_id", ["page_id"] = pageId };

    private static JsonObject Bot() => new() { ["object"] = "user", ["id"] = BotId };

    private static JsonObject ParentOf(PageNode page) => page.Source is { } source
        ? new JsonObject { ["type"] = "data_source_id", ["data_source_id"] = source.Id, ["database_id"] = source.Database.Id }
        : ParentOutsideTables(page.ParentPageId);

    private static JsonNode? Value(PageNode page, Column column)
    {
        var value = page.Value(column);
        return column.Type switch
        {
            "created_time" => NotionDate.ToMinute(page.Created),
            "last_edited_time" => NotionDate.ToMinute(page.Edited),
            "created_by" or "last_edited_by" => Bot(),
            "select" or "status" => Option(column, value?.GetValue<string>()),
            "multi_select" => new JsonArray([.. ((JsonArray)value!).Select(id => Option(column, id!.GetValue<string>()))]),
            _ => value?.DeepClone(),
        };
    }

    private static JsonObject? Option(Column column, string? id) => column.OptionById(id) is { } option
        ? new JsonObject { ["id"] = option.Id, ["name"] = option.Name, ["color"] = option.Color }
        : null;
}
