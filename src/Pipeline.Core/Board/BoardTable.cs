namespace Pipeline.Core.Board;

/// <summary>A table in which rows ask to be processed (Notion: a data source); channels may share one.</summary>
/// <param name="DatabaseId">The database that holds it, when the board says so.</param>
/// <param name="Watched">Ids of the columns that decide whether a row asks, and for what.</param>
public sealed record BoardTable(string Id, string? DatabaseId, IReadOnlyList<string> Watched);
