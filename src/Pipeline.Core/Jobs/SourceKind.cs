namespace Pipeline.Core.Jobs;

/// <summary>Where a video comes from. The webhook shows these words in <c>data.source</c>.</summary>
public enum SourceKind
{
    YouTube,
    Discord,
    Drive,
    Web,
}
