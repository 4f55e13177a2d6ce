namespace Pipeline.Core.Media;

/// <summary>Bytes so far, bytes expected (null: unknown), bytes a second (null: not measured yet).</summary>
public sealed record DownloadProgress(long Bytes, long? Total, double? BytesPerSecond)
{
    /// <summary>Where the sound can be followed while it comes; null where it cannot (fragments, a picture without sound).</summary>
    public IncomingSound? Sound { get; init; }
}
