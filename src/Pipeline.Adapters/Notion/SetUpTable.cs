namespace Pipeline.Adapters.Notion;

/// <summary>The table that a channel is being set up with.</summary>
/// <param name="Made">False: it was there already.</param>
/// <param name="Columns">Names and kinds.</param>
public sealed record SetUpTable(string DatabaseId, string Title, string? Address, bool Made, IReadOnlyList<(string Name, string Kind)> Columns);
