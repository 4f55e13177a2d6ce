using Pipeline.Core.Jobs;
using Pipeline.Core.Transcripts;
using Pipeline.Tests.Storage;

namespace Pipeline.Tests.Jobs;

/// <summary>A worker that was frozen wakes up after another one has taken its job over: whatever it still writes, nothing happens.</summary>
public abstract class JobFencingSpec(Func<Task<TestStorage>> open) : StorageSpec(open)
{
    private static readonly Dictionary<string, Func<TestStorage, JobId, string, Task<bool>>> Writes = new()
    {
        ["stage started"] = (db, id, claim) =>
            db.Jobs.StageStarted(id, claim, JobStage.Upload, db.Clock.Now.AddSeconds(1), [Word("Uploading to Drive")], "Uploading to Drive", Ct),
        ["stage completed"] = (db, id, claim) => db.Jobs.StageCompleted(id, claim, JobStage.Download, db.Clock.Now.AddSeconds(1), Ct),
        ["facts"] = (db, id, claim) => db.Jobs.Remember(id, claim, new JobFacts { Title = "late" }, Ct),
        ["publish"] = (db, id, claim) => db.Jobs.QueuePublish(id, claim, [Text(), Word("Complete")], "Complete", Ct),
        ["progress"] = (db, id, claim) => db.Jobs.Report(id, claim, JobStage.Download, 99, 99, "late", db.Clock.Now.AddSeconds(1), Ct),
        ["completed"] = (db, id, claim) => db.Jobs.Apply(id, claim, Late(db, JobEvent.Completed), Ct),
        ["failed"] = (db, id, claim) => db.Jobs.Apply(id, claim, Late(db, JobEvent.FailedForGood), Ct),
        ["given back"] = (db, id, claim) => db.Jobs.Apply(id, claim, Late(db, JobEvent.Stopped) with { GiveAttemptBack = true }, Ct),
        ["piece"] = (db, id, claim) => db.Pieces.Save(id, claim, new TranscribedPiece(new Piece(0, 0, 1), "late", "en", [], "e"), Ct),
        ["artifact"] = (db, id, claim) =>
            db.Artifacts.Save(new Artifact(id, ArtifactKind.Txt, "late", "late", "text/plain", 1, "late", "late"), claim, Ct),
        ["remote id"] = (db, id, claim) => db.Artifacts.SaveRemoteId(id, ArtifactKind.Txt, claim, "late", Ct),
        ["session"] = (db, id, claim) => db.Artifacts.SaveSession(id, ArtifactKind.Txt, claim, new Uri("https://late.example"), Ct),
        ["uploaded"] = (db, id, claim) => db.Artifacts.SaveUploaded(id, ArtifactKind.Txt, claim, "late", "late", db.Clock.Now, Ct),
    };

    public static TheoryData<string> EveryWrite() => new(Writes.Keys);

    [Theory]
    [MemberData(nameof(EveryWrite))]
    public async Task A_run_that_lost_its_claim_writes_nothing(string write)
    {
        var job = await RunningWithArtifact();
        await Db.Jobs.Claim(job.Id, "run-2", Now, Ct);
        var before = await Db.Dump();

        Assert.False(await Writes[write](Db, job.Id, Run));
        Assert.Equal(before, await Db.Dump());
    }

    [Theory]
    [MemberData(nameof(EveryWrite))]
    public async Task A_run_whose_job_was_paused_under_it_writes_nothing(string write)
    {
        var job = await RunningWithArtifact();
        await Db.Jobs.Apply(job.Id, null, new JobChange(JobEvent.PauseRequested, Now), Ct);
        var before = await Db.Dump();

        Assert.False(await Writes[write](Db, job.Id, Run));
        Assert.Equal(before, await Db.Dump());
    }

    [Theory]
    [MemberData(nameof(EveryWrite))]
    public async Task The_run_that_holds_the_claim_writes(string write)
    {
        var job = await RunningWithArtifact();
        var before = await Db.Dump();

        Assert.True(await Writes[write](Db, job.Id, Run));
        Assert.NotEqual(before, await Db.Dump());
    }

    private static JobChange Late(TestStorage db, JobEvent @event) =>
        new(@event, db.Clock.Now.AddSeconds(1)) { Error = Failure, Board = [Word("late")], BoardWord = "late", LogLine = "late", Message = "late" };

    private async Task<VideoJob> RunningWithArtifact()
    {
        var job = await InsertRunning();
        await Db.Artifacts.Save(new Artifact(job.Id, ArtifactKind.Txt, "a.txt", "a.txt", "text/plain", 1, "aa", "bb"), Run, Ct);
        return job;
    }
}
