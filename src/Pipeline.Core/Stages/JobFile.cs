using Pipeline.Core.Files;
using Pipeline.Core.Jobs;
using Pipeline.Core.Media;
using Pipeline.Core.Running;

namespace Pipeline.Core.Stages;

/// <summary>A finished file of a job's workspace as its artifact: named after the video, hashed as it lies there.</summary>
internal static class JobFile
{
    public static async Task<Artifact> Describe(JobContext job, ArtifactKind kind, string path, CancellationToken ct)
    {
        var hashes = await FileHashes.Of(path, ct);
        return new Artifact(
            job.Job.Id, kind, job.Workspace.Relative(path), FileNames.For(job.Job.Title, Path.GetExtension(path)), ContentTypes.Of(path), hashes.Size, hashes.Sha256, hashes.Md5);
    }
}
