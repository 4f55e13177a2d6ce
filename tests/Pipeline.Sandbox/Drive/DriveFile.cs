namespace Pipeline.Sandbox.Drive;

/// <summary>One file or folder as the Sandbox's own books see it (no permissions, no field mask).</summary>
/// <param name="Path">Names from the drive's root, separated by "/". Drive allows equal names, so it need not be unique.</param>
/// <param name="Size">Bytes; null for folders and shortcuts.</param>
/// <param name="BytesReceived">Bytes read from all upload requests for this file, those sent twice included.</param>
public sealed record DriveFile(
    string Path,
    string Id,
    string Name,
    string MimeType,
    long? Size,
    string? Md5,
    string? Sha256,
    bool Trashed,
    IReadOnlyDictionary<string, string> AppProperties,
    long BytesReceived);
