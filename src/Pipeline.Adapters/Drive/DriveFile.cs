using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Drive;

/// <summary>Drive's File resource as far as we read it (names as on the wire, in camel case).</summary>
internal sealed record DriveFile(
    string Id, string? Name, string? MimeType, long? Size, string? Md5Checksum, string? Sha256Checksum, string? WebViewLink,
    bool Trashed, DateTimeOffset? CreatedTime, DriveFile.Rights? Capabilities, DriveFile.Shortcut? ShortcutDetails,
    DriveFile.Video? VideoMediaMetadata)
{
    /// <summary>The shared drive that it lies in; null: somebody's My Drive.</summary>
    public string? DriveId { get; init; }

    public const string FolderType = "application/vnd.google-apps.folder";

    /// <summary>Compares size and every checksum that Drive gives; without any there is no proof.</summary>
    public bool Holds(Artifact artifact) =>
        Size == artifact.Size && (Md5Checksum ?? Sha256Checksum) is not null
        && Agrees(Md5Checksum, artifact.Md5) && Agrees(Sha256Checksum, artifact.Sha256);

    private static bool Agrees(string? drives, string ours) => drives is null || drives.Equals(ours, StringComparison.OrdinalIgnoreCase);

    internal sealed record Rights(bool? CanDownload)
    {
        public bool? CanAddChildren { get; init; }
    }

    internal sealed record Shortcut(string? TargetId, string? TargetResourceKey);

    internal sealed record Video(long? DurationMillis);
}
