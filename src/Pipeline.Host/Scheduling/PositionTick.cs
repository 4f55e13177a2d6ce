using Pipeline.Core.Running;
using Quartz;

namespace Pipeline.Host.Scheduling;

/// <summary>Now and then the waiting rows hear of their place in the queue.</summary>
[DisallowConcurrentExecution]
public sealed class PositionTick(QueuePositions positions, IHostApplicationLifetime host) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => host.EndWithWorker(positions.Tell, cancellationToken);
}
