namespace Pipeline.Core.Jobs;

/// <summary>Artifact rows; writes are fenced by the claim and count as checkpoints. False: claim lost, nothing changed.</summary>
public interface IArtifactStore
{
    Task<IReadOnlyList<Artifact>> List(JobId id, CancellationToken ct);

    /// <summary>Records a finished local file. Saving a kind again with another hash forgets its upload, not its identity.</summary>
    Task<bool> Save(Artifact artifact, string claim, CancellationToken ct);

    /// <summary>Before the first byte: the identity under which the file will exist.</summary>
    Task<bool> SaveRemoteId(JobId id, ArtifactKind kind, string claim, string remoteId, CancellationToken ct);

    /// <summary>Before the first byte: where to go on after a crash. Null: the session has expired.</summary>
    Task<bool> SaveSession(JobId id, ArtifactKind kind, string claim, Uri? session, CancellationToken ct);

    /// <summary>After the hash was compared.</summary>
    Task<bool> SaveUploaded(JobId id, ArtifactKind kind, string claim, string remoteId, string? remoteUrl, DateTimeOffset at, CancellationToken ct);
}
