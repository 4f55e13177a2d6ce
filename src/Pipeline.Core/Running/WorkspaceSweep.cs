using Pipeline.Core.Jobs;
using Pipeline.Core.Media;

namespace Pipeline.Core.Running;

/// <summary>Removes folders that no run will need again: of jobs that are done, and of failures that nobody has set back for
/// a week. A crash between "Completed" and the removal leaves such a folder.</summary>
public sealed class WorkspaceSweep(IJobStore jobs, WorkRoot root, TimeProvider time)
{
    private static readonly TimeSpan KeepFailed = TimeSpan.FromDays(7);

    public async Task Run(CancellationToken ct)
    {
        if (!Directory.Exists(root.Path)) return;
        foreach (var folder in Directory.EnumerateDirectories(root.Path))
        {
            if (JobId.TryParse(Path.GetFileName(folder), out var id) && IsOver(await jobs.Find(id, ct))) new Workspace(root.Path, id).Remove();
        }
    }

    private bool IsOver(VideoJob? job) => job is null
        || (!JobTransitions.IsOpen(job.Status) && (job.Status != JobStatus.Failed || time.GetUtcNow() - job.EndedAt > KeepFailed));
}
