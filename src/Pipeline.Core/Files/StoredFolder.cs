namespace Pipeline.Core.Files;

/// <summary>A folder in the file store; <paramref name="Url"/> is a link for people.</summary>
public sealed record StoredFolder(string Id, string Url);
