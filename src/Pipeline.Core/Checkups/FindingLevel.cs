namespace Pipeline.Core.Checkups;

/// <summary>How a thing that was looked at stands.</summary>
public enum FindingLevel
{
    Ok,

    /// <summary>It works, but not all of it or not for long.</summary>
    Warning,

    /// <summary>Videos will fail, or none will be taken, until it is repaired.</summary>
    Problem,
}
