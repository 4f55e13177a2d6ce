namespace Pipeline.Core.Board;

/// <summary>A row of a channel's table, as it is on the board.</summary>
/// <param name="VideoUrl">As it stands in the mapped link column; may be anything a person typed, or null.</param>
public sealed record BoardRow(string PageId, string? VideoUrl, string? Title)
{
    /// <summary>When the row was made; Notion floors it to the minute.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Thrown away or archived: nothing is to be done with it.</summary>
    public bool InTrash { get; init; }

    /// <summary>Its trigger says "please process".</summary>
    public bool Asks { get; init; }

    /// <summary>What stands in the mapped language column: a person's wish, or what we wrote there ourselves.</summary>
    public string? Language { get; init; }

    /// <summary>What stands in the mapped claim column.</summary>
    public string? Claim { get; init; }
}
