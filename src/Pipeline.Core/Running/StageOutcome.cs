using Pipeline.Core.Jobs;

namespace Pipeline.Core.Running;

/// <summary>How a stage ended. Failures travel as <see cref="JobFailureException"/>.</summary>
public abstract record StageOutcome
{
    public static StageOutcome Finished { get; } = new Done();

    public sealed record Done : StageOutcome;

    /// <summary>Nothing to do until later; the attempt is given back, the slot is freed.</summary>
    public sealed record Snooze(TimeSpan Pause, string Reason) : StageOutcome;
}
