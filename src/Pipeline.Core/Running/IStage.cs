using Pipeline.Core.Jobs;

namespace Pipeline.Core.Running;

/// <summary>One stage as a recipe over ports. It must be safe to begin again after a crash at any line.</summary>
public interface IStage
{
    JobStage Stage { get; }

    Task<StageOutcome> Run(JobContext job, CancellationToken ct);

    /// <summary>Does what can be done while the stage before still works. It may fail or be stopped at any line: <see cref="Run"/>
    /// does whatever it left undone, and awaits its end (<see cref="JobContext.Early"/>) before it touches the same things.</summary>
    /// <param name="turn">Cancelled when the stage's own turn has come: to end at the next checkpoint.</param>
    /// <param name="ct">To end at once.</param>
    Task Ahead(JobContext job, CancellationToken turn, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Whether all that this stage and those before it have made of a job is still there and up to date, so that one which is set back can
    /// go on behind it although its files are no longer on this disk.</summary>
    Task<bool> IsStillDone(JobContext job, CancellationToken ct) => Task.FromResult(false);
}
