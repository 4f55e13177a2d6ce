using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Storage;

/// <summary>A row of artifacts as it is read.</summary>
internal sealed class ArtifactRow
{
    public string Kind { get; init; } = "";
    public string Path { get; init; } = "";
    public string Name { get; init; } = "";
    public string ContentType { get; init; } = "";
    public long Size { get; init; }
    public string Sha256 { get; init; } = "";
    public string Md5 { get; init; } = "";
    public string? RemoteId { get; init; }
    public string? Session { get; init; }
    public string? RemoteUrl { get; init; }
    public long? UploadedAt { get; init; }

    /// <summary>A sealed session opens only in the row it was made for.</summary>
    public static string SecretContext(JobId id, string kind) => $"artifacts.session/{id}/{kind}";

    /// <summary>A session that this key does not open counts as none: the upload begins anew under the same identity.</summary>
    public Artifact ToArtifact(JobId id, SecretBox secrets)
    {
        var session = Session is null ? null : secrets.Unseal(Session, SecretContext(id, Kind));
        return new Artifact(id, Enum.Parse<ArtifactKind>(Kind), Path, Name, ContentType, Size, Sha256, Md5)
        {
            RemoteId = RemoteId,
            Session = session is null ? null : new Uri(session),
            RemoteUrl = RemoteUrl,
            UploadedAt = UploadedAt.ToTime(),
        };
    }
}
