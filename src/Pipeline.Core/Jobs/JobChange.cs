using Pipeline.Core.Board;

namespace Pipeline.Core.Jobs;

/// <summary>One guarded step of a job, with everything that must become true together with it (one transaction).</summary>
public sealed record JobChange(JobEvent Event, DateTimeOffset At)
{
    /// <summary>When the job is due again; for events that lead to Pending.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Recorded as the job's error; null keeps it, except that Completed and Retried clear it.</summary>
    public JobError? Error { get; init; }

    /// <summary>Gives the attempt back (stop, snooze): this run did not count.</summary>
    public bool GiveAttemptBack { get; init; }

    /// <summary>Stage to go on from; null keeps it.</summary>
    public JobStage? Stage { get; init; }

    /// <summary>Language that the person asks for now; null keeps it.</summary>
    public string? Language { get; init; }

    public string? Message { get; init; }

    /// <summary>Line for the processing log.</summary>
    public string? LogLine { get; init; }

    /// <summary>Writes to the board that belong to this step.</summary>
    public IReadOnlyList<BoardWrite> Board { get; init; } = [];

    /// <summary>The new status word, when <see cref="Board"/> carries one.</summary>
    public string? BoardWord { get; init; }

    /// <summary>Counts as taken up by the sweep, not by a person.</summary>
    public bool BySweep { get; init; }
}
