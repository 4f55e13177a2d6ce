namespace Pipeline.Core.Files;

/// <summary>A verified file in the store; <paramref name="Url"/> is a link for people.</summary>
public sealed record StoredFile(string Id, string Url, long Size);
