using Pipeline.Core.Jobs;

namespace Pipeline.Adapters.Storage;

/// <summary><see cref="IArtifactStore"/> over the table artifacts; upload sessions lie sealed in it.</summary>
public sealed class ArtifactStore(Database database, SecretBox secrets, TimeProvider time) : IArtifactStore
{
    public Task<IReadOnlyList<Artifact>> List(JobId id, CancellationToken ct) => database.Read<IReadOnlyList<Artifact>>(
        async s =>
        {
            var rows = await s.Query<ArtifactRow>("select * from artifacts where job_id = @Id", new { Id = id.ToString() });
            return [.. rows.Select(r => r.ToArtifact(id, secrets)).OrderBy(a => a.Kind)];
        },
        ct);

    public Task<bool> Save(Artifact artifact, string claim, CancellationToken ct) => database.Write(
        async s =>
        {
            if (!await Fence.Checkpoint(s, artifact.JobId, claim, time.GetUtcNow())) return false;
            await s.Execute(Upsert, new
            {
                Id = artifact.JobId.ToString(),
                Kind = artifact.Kind.ToString(),
                artifact.Path,
                artifact.Name,
                artifact.ContentType,
                artifact.Size,
                artifact.Sha256,
                artifact.Md5,
            });
            return true;
        },
        ct);

    public Task<bool> SaveRemoteId(JobId id, ArtifactKind kind, string claim, string remoteId, CancellationToken ct) =>
        Update(id, kind, claim, "remote_id = @RemoteId", new { Id = id.ToString(), Kind = kind.ToString(), RemoteId = remoteId }, ct);

    public Task<bool> SaveSession(JobId id, ArtifactKind kind, string claim, Uri? session, CancellationToken ct)
    {
        var text = session is null ? null : secrets.Seal(session.AbsoluteUri, ArtifactRow.SecretContext(id, kind.ToString()));
        return Update(id, kind, claim, "session = @Session", new { Id = id.ToString(), Kind = kind.ToString(), Session = text }, ct);
    }

    /// <summary>The session has served its purpose: it is forgotten in the same step.</summary>
    public Task<bool> SaveUploaded(
        JobId id, ArtifactKind kind, string claim, string remoteId, string? remoteUrl, DateTimeOffset at, CancellationToken ct) =>
        Update(
            id,
            kind,
            claim,
            "remote_id = @RemoteId, remote_url = @RemoteUrl, uploaded_at = @At, session = null",
            new { Id = id.ToString(), Kind = kind.ToString(), RemoteId = remoteId, RemoteUrl = remoteUrl, At = at.ToMilliseconds() },
            ct);

    private Task<bool> Update(JobId id, ArtifactKind kind, string claim, string assignments, object parameters, CancellationToken ct) => database.Write(
        async s =>
        {
            if (!await Fence.Checkpoint(s, id, claim, time.GetUtcNow())) return false;
            if (await s.Execute($"update artifacts set {assignments} where job_id = @Id and kind = @Kind", parameters) == 0)
                throw new InvalidOperationException($"Job {id} has no {kind} artifact yet: Save comes before its upload.");
            return true;
        },
        ct);

    /// <summary>Another hash is other content: it has yet to be uploaded. It keeps the identity, so that it takes the place of
    /// the old file in the store and no second one appears beside it.</summary>
    private const string Upsert =
        """
        insert into artifacts (job_id, kind, path, name, content_type, size, sha256, md5)
        values (@Id, @Kind, @Path, @Name, @ContentType, @Size, @Sha256, @Md5)
        on conflict (job_id, kind) do update set path = excluded.path, name = excluded.name, content_type = excluded.content_type,
          size = excluded.size, sha256 = excluded.sha256, md5 = excluded.md5,
          session = case when artifacts.sha256 = excluded.sha256 then artifacts.session end,
          remote_url = case when artifacts.sha256 = excluded.sha256 then artifacts.remote_url end,
          uploaded_at = case when artifacts.sha256 = excluded.sha256 then artifacts.uploaded_at end
        """;
}
