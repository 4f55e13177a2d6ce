using System.Globalization;
using Pipeline.Core.Files;
using Pipeline.Core.Jobs;
using Pipeline.Core.Running;

namespace Pipeline.Core.Stages;

/// <summary>Puts every artifact into a folder of its own. Identity first, then the session address, then bytes, then the hash:
/// wherever it dies, the repeat finds what is there.</summary>
public sealed class UploadStage(IFileStore store, IArtifactStore artifacts, FinishedSound sound, FinishedVideo video, ResultCheck results, TimeProvider time) : IStage
{
    public JobStage Stage => JobStage.Upload;

    public async Task<StageOutcome> Run(JobContext job, CancellationToken ct)
    {
        await job.Begin(Stage, job.Channel.StatusWords.Uploading, ct);
        await job.Early;
        await sound.Make(job, ct);
        await video.Make(job, ct);
        var count = await Send(job, _ => true, ct);
        await job.Report(Stage, 100, $"Uploaded {count} files", ct);
        return StageOutcome.Finished;
    }

    /// <summary>Sound and video need not wait for their transcript. A video that is still to be worked on does: it would go up twice.</summary>
    public async Task Ahead(JobContext job, CancellationToken turn, CancellationToken ct)
    {
        await job.BeginEarly(Stage, ct);
        await sound.Make(job, ct);
        var isFinal = !FinishedVideo.IsWanted(job.Channel);
        await Send(job, kind => kind == ArtifactKind.Audio || (kind == ArtifactKind.Video && isFinal), ct);
    }

    /// <summary>How many files there were.</summary>
    private async Task<int> Send(JobContext job, Func<ArtifactKind, bool> wanted, CancellationToken ct)
    {
        var folder = await Folder(job, ct);
        var all = (await artifacts.List(job.Job.Id, ct)).Where(a => job.Channel.KeepVideo || a.Kind != ArtifactKind.Video).OrderBy(a => a.Kind).ToList();
        var total = all.Sum(a => a.Size);
        long done = 0;
        var from = FinishedVideo.Share(job.Channel);
        // Also what was uploaded before: the store looks first and sends nothing twice, and a person may have thrown it away meanwhile.
        foreach (var artifact in all.Where(a => wanted(a.Kind)))
        {
            var before = done;
            await ProgressPump.Run<long, bool>(
                (progress, token) => Send(job, artifact, folder, progress, token),
                (sent, token) => job.Report(Stage, from + ((100 - from) * (before + sent) / total), $"Uploading {artifact.Name}, {Percent(sent, artifact.Size)}", token), ct);
            done += artifact.Size;
        }

        return all.Count;
    }

    public Task<bool> IsStillDone(JobContext job, CancellationToken ct) => results.IsWhole(job, ct);

    private static string Percent(long part, long whole) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / Math.Max(1, whole):0} %");

    private async Task<string> Folder(JobContext job, CancellationToken ct)
    {
        if (job.Job.FolderId is null) await job.Remember(new JobFacts { FolderId = await store.ReserveId(ct) }, ct);
        // Each time: it is found by its id, taken out of the bin, or made.
        var name = FileNames.Folder(job.Job.Title, job.Job.PublishedAt ?? job.Job.AcceptedAt);
        var folder = await store.CreateFolder(job.Job.FolderId!, name, job.Job.ParentFolderId ?? job.Channel.DriveFolder, job.Job.Id, ct);
        if (folder.Id != job.Job.FolderId || folder.Url != job.Job.FolderUrl) await job.Remember(new JobFacts { FolderId = folder.Id, FolderUrl = folder.Url }, ct);
        return folder.Id;
    }

    private async Task<bool> Send(JobContext job, Artifact artifact, string folder, IProgress<long> progress, CancellationToken ct)
    {
        var id = artifact.RemoteId ?? await store.ReserveId(ct);
        if (artifact.RemoteId is null) JobContext.Fence(await artifacts.SaveRemoteId(job.Job.Id, artifact.Kind, job.Claim, id, ct));
        var stored = await store.Upload(
            new FileUpload(artifact, job.Workspace.File(artifact.Path), folder, id, artifact.Session),
            async (session, token) => JobContext.Fence(await artifacts.SaveSession(job.Job.Id, artifact.Kind, job.Claim, session, token)), progress, ct);
        // Found as it was left: no checkpoint, or a job that kills its worker at the next file would never count as such.
        if (artifact.UploadedAt is not null && (artifact.RemoteId, artifact.RemoteUrl) == (stored.Id, stored.Url)) return true;
        JobContext.Fence(await artifacts.SaveUploaded(job.Job.Id, artifact.Kind, job.Claim, stored.Id, stored.Url, time.GetUtcNow(), ct));
        return true;
    }
}
