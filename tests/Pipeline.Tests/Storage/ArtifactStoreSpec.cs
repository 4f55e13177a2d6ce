using Pipeline.Adapters.Storage;
using Pipeline.Core.Jobs;

namespace Pipeline.Tests.Storage;

public abstract class ArtifactStoreSpec(Func<Task<TestStorage>> open) : StorageSpec(open)
{
    private static readonly Uri Session = new("https://upload.example/resumable?upload_id=SECRET-1");

    [Fact]
    public async Task An_artifact_comes_back_with_what_became_of_it()
    {
        var video = await Saved();
        Assert.Equal(video, await Only(video.JobId));

        await Db.Artifacts.SaveRemoteId(video.JobId, ArtifactKind.Video, Run, "id-1", Ct);
        await Db.Artifacts.SaveSession(video.JobId, ArtifactKind.Video, Run, Session, Ct);
        Assert.Equal(video with { RemoteId = "id-1", Session = Session }, await Only(video.JobId));

        await Db.Artifacts.SaveUploaded(video.JobId, ArtifactKind.Video, Run, "id-1", "https://drive.example/1", Now, Ct);
        Assert.Equal(video with { RemoteId = "id-1", RemoteUrl = "https://drive.example/1", UploadedAt = Now }, await Only(video.JobId));
    }

    [Fact]
    public async Task Another_hash_forgets_the_upload_but_not_the_identity_and_the_same_hash_keeps_it()
    {
        var video = await Saved();
        await Db.Artifacts.SaveUploaded(video.JobId, ArtifactKind.Video, Run, "id-1", null, Now, Ct);

        await Db.Artifacts.Save(video with { Name = "renamed.mp4" }, Run, Ct);
        Assert.Equal("id-1", (await Only(video.JobId)).RemoteId);

        await Db.Artifacts.Save(video with { Sha256 = "ff" }, Run, Ct);
        Assert.Equal(video with { Sha256 = "ff", RemoteId = "id-1" }, await Only(video.JobId));
    }

    [Fact]
    public async Task An_expired_session_is_forgotten()
    {
        var video = await Saved();
        await Db.Artifacts.SaveSession(video.JobId, ArtifactKind.Video, Run, Session, Ct);

        await Db.Artifacts.SaveSession(video.JobId, ArtifactKind.Video, Run, null, Ct);

        Assert.Null((await Only(video.JobId)).Session);
    }

    [Fact]
    public async Task The_session_address_never_stands_in_the_database_in_clear()
    {
        var video = await Saved();
        await Db.Artifacts.SaveSession(video.JobId, ArtifactKind.Video, Run, Session, Ct);

        Assert.DoesNotContain("SECRET-1", await Db.Dump(), StringComparison.Ordinal);
        Assert.DoesNotContain("upload.example", await Db.Dump(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_sealed_with_another_key_counts_as_none()
    {
        var video = await Saved();
        await Db.Artifacts.SaveSession(video.JobId, ArtifactKind.Video, Run, Session, Ct);
        File.Delete(Path.Combine(Db.Directory, "secret.key"));

        var restored = new ArtifactStore(Db.Database, SecretBox.Open(Db.Directory), Db.Clock);

        Assert.Null((await restored.List(video.JobId, Ct)).Single().Session);
    }

    [Fact]
    public async Task An_upload_of_an_artifact_that_was_never_saved_is_a_mistake()
    {
        var job = await InsertRunning();

        await Assert.ThrowsAsync<InvalidOperationException>(() => Db.Artifacts.SaveRemoteId(job.Id, ArtifactKind.Txt, Run, "id-1", Ct));
    }

    private async Task<Artifact> Saved()
    {
        var job = await InsertRunning();
        var artifact = new Artifact(job.Id, ArtifactKind.Video, "out/talk.mp4", "talk.mp4", "video/mp4", 5_000_000_000, "aa", "bb");
        Assert.True(await Db.Artifacts.Save(artifact, Run, Ct));
        return artifact;
    }

    private async Task<Artifact> Only(JobId id) => (await Db.Artifacts.List(id, Ct)).Single();
}
