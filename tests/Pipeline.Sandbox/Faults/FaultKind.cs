namespace Pipeline.Sandbox.Faults;

/// <summary>What happens to a request that a rule catches. "Commit" is the moment when the request has taken effect.</summary>
public enum FaultKind
{
    /// <summary>Answers with a status at once; the request has no effect.</summary>
    Status,

    /// <summary>The request takes effect, then a status (503 by default) is answered instead of the result.</summary>
    StatusAfterCommit,

    /// <summary>Closes the connection without an answer and without effect.</summary>
    CutBeforeCommit,

    /// <summary>The request takes effect, then the connection is closed without an answer.</summary>
    CutAfterCommit,

    /// <summary>
    /// Waits until released (or the rule's seconds have passed), then goes on as usual.
    /// A client that left meanwhile leaves no effect.
    /// </summary>
    Hold,

    /// <summary>The request takes effect, its answer is withheld until released (or the rule's seconds have passed).</summary>
    HoldAfterCommit,

    /// <summary>Waits the rule's seconds, then goes on as usual.</summary>
    Delay,
}
