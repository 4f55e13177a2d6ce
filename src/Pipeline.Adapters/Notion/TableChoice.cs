namespace Pipeline.Adapters.Notion;

/// <summary>Which table a channel means.</summary>
/// <param name="Database">Database id, data source id, or an address that ends in one.</param>
/// <param name="DataSource">Name or id of the data source; null: nobody said.</param>
/// <param name="Columns">Names of the columns that it should have.</param>
internal sealed record TableChoice(string Database, string? DataSource, IReadOnlyList<string> Columns);
