namespace Pipeline.Core.Jobs;

/// <summary>A finished file in the job's workspace, and what became of it in the file store.</summary>
/// <param name="Path">Relative to the job's workspace.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lower-case hex, taken over the finished file.</param>
/// <param name="Md5">Lower-case hex; Drive's default checksum.</param>
public sealed record Artifact(JobId JobId, ArtifactKind Kind, string Path, string Name, string ContentType, long Size, string Sha256, string Md5)
{
    /// <summary>Identity reserved in the file store before the first byte was sent.</summary>
    public string? RemoteId { get; init; }

    /// <summary>Resumable upload session; a bearer capability: encrypted at rest, never logged.</summary>
    public Uri? Session { get; init; }

    /// <summary>Link for people; set once the upload is verified.</summary>
    public string? RemoteUrl { get; init; }
    public DateTimeOffset? UploadedAt { get; init; }
}
