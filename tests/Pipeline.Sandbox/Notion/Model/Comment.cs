using System.Text.Json.Nodes;

namespace Pipeline.Sandbox.Notion.Model;

internal sealed record Comment(string Id, string DiscussionId, NotionNode On, JsonArray Text, string? DisplayName, DateTimeOffset Created);
