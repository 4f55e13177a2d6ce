using Pipeline.Core.Jobs;
using Pipeline.Core.Running;
using Quartz;

namespace Pipeline.Host.Scheduling;

/// <summary>One firing runs all stages of one video. The cancellation is let out on purpose: Quartz then keeps a recovery
/// firing for the next start (quartz4.md §6).</summary>
public sealed class VideoFiring(JobRunner runner, IHostApplicationLifetime host) : IJob<VideoWork>
{
    public async ValueTask Execute(IJobExecutionContext context, VideoWork input, CancellationToken cancellationToken = default)
    {
        if (JobId.TryParse(input.Id, out var id)) await host.EndWithWorker(ct => runner.Run(id, context.FireInstanceId, ct), cancellationToken);
    }
}
