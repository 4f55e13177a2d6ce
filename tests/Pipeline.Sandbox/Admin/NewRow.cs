namespace Pipeline.Sandbox.Admin;

/// <summary>Body of POST /_admin/notion/rows: a row for the seed database.</summary>
internal sealed record NewRow(string Url, string? Name, string? Status);
