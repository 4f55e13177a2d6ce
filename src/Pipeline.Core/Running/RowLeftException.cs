using Pipeline.Core.Jobs;

namespace Pipeline.Core.Running;

/// <summary>The row is not this worker's to process: it lies in the trash, asks no longer, or belongs to another worker. No failure.</summary>
public sealed class RowLeftException(JobEvent @event, string reason) : Exception(reason)
{
    /// <summary>How the job ends.</summary>
    public JobEvent Event => @event;
}
