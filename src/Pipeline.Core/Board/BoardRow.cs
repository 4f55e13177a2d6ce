namespace Pipeline.Core.Board;

/// <summary>A row that asks to be processed.</summary>
/// <param name="VideoUrl">As it stands in the mapped link column; may be anything a person typed, or null.</param>
public sealed record BoardRow(string PageId, string? VideoUrl, string? Title)
{
    /// <summary>When the row was made; Notion floors it to the minute.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
