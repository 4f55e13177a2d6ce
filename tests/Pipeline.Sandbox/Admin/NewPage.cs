namespace Pipeline.Sandbox.Admin;

/// <summary>Body of POST /_admin/notion/pages: a page outside any table, shared with the connection.</summary>
internal sealed record NewPage(string Title);
