namespace Pipeline.Core.Running;

/// <summary>Another run owns the row now: this one stops quietly and changes nothing.</summary>
public sealed class ClaimLostException : Exception
{
    public ClaimLostException()
        : base("Another run owns this job now.")
    {
    }
}
