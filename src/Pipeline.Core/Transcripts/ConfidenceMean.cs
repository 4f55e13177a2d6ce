namespace Pipeline.Core.Transcripts;

/// <summary>How sure the engine was of all that it said so far, each passage counted by its length.</summary>
internal sealed class ConfidenceMean
{
    private double _sum;
    private double _seconds;

    /// <summary>0–1; null: it does not say.</summary>
    public double? Value => _seconds > 0 ? _sum / _seconds : null;

    public ConfidenceMean Add(Segment segment)
    {
        if (segment.Confidence is not { } sure) return this;
        var seconds = Math.Max(segment.End - segment.Start, 0.01);
        (_sum, _seconds) = (_sum + (sure * seconds), _seconds + seconds);
        return this;
    }
}
