using Pipeline.Core.Jobs;
using Pipeline.Core.Media;
using Pipeline.Core.Running;

namespace Pipeline.Core.Stages;

/// <summary>Stands for the download of a file that lies on this machine already. Stages work on a link to it: whatever they delete, the
/// person's file stays.</summary>
/// <param name="path">Of the file.</param>
public sealed class LocalFileStage(string path, IMediaInspector inspector, IArtifactStore artifacts) : IStage
{
    public JobStage Stage => JobStage.Download;

    public async Task<StageOutcome> Run(JobContext job, CancellationToken ct)
    {
        // Nothing comes bit by bit: whoever waits for the first bytes must not wait for ever.
        job.Incoming.End();
        var link = job.Workspace.File("media" + Path.GetExtension(path));
        File.Delete(link);
        File.CreateSymbolicLink(link, Path.GetFullPath(path));
        var probe = await inspector.Inspect(link, ct);
        if (!probe.HasAudio) throw DownloadStage.NoSound();
        JobContext.Fence(await artifacts.Save(await JobFile.Describe(job, probe.HasVideo ? ArtifactKind.Video : ArtifactKind.Audio, link, ct), job.Claim, ct));
        await job.Remember(new JobFacts { Title = MediaTitle.Clean(Path.GetFileNameWithoutExtension(path)), DurationSeconds = probe.DurationSeconds }, ct);
        return StageOutcome.Finished;
    }
}
