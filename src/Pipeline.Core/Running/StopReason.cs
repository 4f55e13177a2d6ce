namespace Pipeline.Core.Running;

/// <summary>Why a running job is asked to stop.</summary>
public enum StopReason
{
    /// <summary>The worker is going down: the attempt is given back.</summary>
    Shutdown,
    Cancel,
    Pause,

    /// <summary>Nothing moved for too long.</summary>
    Stuck,

    /// <summary>The whole-job time limit.</summary>
    TimeLimit,

    /// <summary>Another run owns the row now.</summary>
    ClaimLost,
}
