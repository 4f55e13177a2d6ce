namespace Pipeline.Adapters.Egress;

/// <summary>Finds a trickle: a server that sends just enough never to time out (1 KB/s keeps any socket time-out quiet).</summary>
/// <param name="minBytesPerSecond">0: never too slow.</param>
public sealed class ThroughputWatch(TimeProvider time, long minBytesPerSecond, TimeSpan window)
{
    private long _markTime = time.GetTimestamp();
    private long _markBytes;

    /// <summary>Bytes a second in the current window or the one before; null: not measured yet.</summary>
    public double? Rate { get; private set; }

    /// <summary>Starts over at this count: the tool began another file, or continues one.</summary>
    public void Restart(long bytes) => (_markTime, _markBytes, Rate) = (time.GetTimestamp(), bytes, null);

    /// <summary>Takes the count of bytes so far; true when a whole window passed with less than the minimum.</summary>
    public bool IsTooSlow(long bytes)
    {
        if (bytes < _markBytes) Restart(bytes);
        var elapsed = time.GetElapsedTime(_markTime);
        var rate = (bytes - _markBytes) / Math.Max(elapsed.TotalSeconds, 0.001);
        if (elapsed >= TimeSpan.FromSeconds(1)) Rate = rate;
        if (elapsed < window) return false;
        (_markTime, _markBytes) = (time.GetTimestamp(), bytes);
        return rate < minBytesPerSecond;
    }
}
