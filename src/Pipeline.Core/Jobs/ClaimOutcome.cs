namespace Pipeline.Core.Jobs;

/// <summary>Answer to a claim.</summary>
public abstract record ClaimOutcome
{
    /// <summary>The row is ours. <paramref name="Recovered"/>: an earlier run died with it.</summary>
    public sealed record Claimed(VideoJob Job, bool Recovered) : ClaimOutcome;

    /// <summary>Not to be run now (done, paused, cancelled, unknown, due later): the firing ends quietly.</summary>
    public sealed record NotClaimable : ClaimOutcome;

    /// <summary>Died three times in a row without leaving a new checkpoint: the row is ours, to be failed.</summary>
    public sealed record KillsItsWorker(VideoJob Job, int Deaths) : ClaimOutcome;
}
