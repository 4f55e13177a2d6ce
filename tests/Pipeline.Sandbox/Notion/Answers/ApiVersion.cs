using System.Text.Json.Nodes;

namespace Pipeline.Sandbox.Notion.Answers;

/// <summary>The Notion-Version of a request and what depends on it (contract notion-api.md §1).</summary>
internal sealed record ApiVersion(string Date)
{
    public static ApiVersion Newest { get; } = new("2026-03-11");

    private static readonly string[] Known = ["2022-06-28", "2025-09-03", "2026-03-11"];

    public bool HasDataSources => Date != Known[0];

    /// <summary>From 2026-03-11 on: <c>position</c> for <c>after</c>, <c>in_trash</c> for <c>archived</c>.</summary>
    public bool IsNewest => Date == Newest.Date;

    public static ApiVersion Parse(string? header) =>
        Known.Contains(header) ? new ApiVersion(header!) : throw NotionError.MissingVersion(header);

    public void WriteTrash(JsonObject answer, bool inTrash)
    {
        answer["in_trash"] = inTrash;
        if (!IsNewest)
        {
            answer["archived"] = inTrash;
        }
    }
}
