using Pipeline.Core.Jobs;

namespace Pipeline.Core.Running;

/// <summary>One stage as a recipe over ports. It must be safe to begin again after a crash at any line.</summary>
public interface IStage
{
    JobStage Stage { get; }

    Task<StageOutcome> Run(JobContext job, CancellationToken ct);
}
