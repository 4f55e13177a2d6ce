namespace Pipeline.Sandbox.Notion;

/// <summary>The two ids of a database with one table.</summary>
public sealed record NotionDatabase(string DatabaseId, string DataSourceId);
