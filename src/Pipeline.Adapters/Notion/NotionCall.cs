using System.Text.Json.Nodes;

namespace Pipeline.Adapters.Notion;

/// <summary>One request.</summary>
/// <param name="Path">Relative to the base address.</param>
/// <param name="About">What it is about, in words for an error: <c>page 1b2c…</c>.</param>
internal sealed record NotionCall(HttpMethod Method, string Path, CallPriority Priority, string About, JsonNode? Body = null)
{
    /// <summary>A read: the client tries a few times by itself. Writes never: the outbox repeats them, after looking.</summary>
    public bool IsRead { get; init; }

    /// <summary>A refusal is an answer like any other, and no warning in the log.</summary>
    public bool IsProbe { get; init; }
}
