namespace Pipeline.Core.Jobs;

/// <summary>What can happen to a job. The whole table: <see cref="JobTransitions"/>.</summary>
public enum JobEvent
{
    Claimed,
    Reclaimed,
    Completed,
    DuplicateFound,
    FailedTransiently,
    Snoozed,
    FailedForGood,
    Stopped,
    PauseRequested,
    Resumed,
    Cancelled,
    Retried,
}
