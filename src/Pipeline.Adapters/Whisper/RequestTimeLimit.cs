namespace Pipeline.Adapters.Whisper;

/// <summary>How long a request may take, from the speed that this machine has shown with this model.</summary>
internal sealed class RequestTimeLimit(WhisperOptions options)
{
    private readonly Lock gate = new();

    // Times real time. Before the first measurement: as slow as the audio itself (base on two cores does 10, large about 0.5).
    private double speed = 1;

    public TimeSpan For(double audioSeconds)
    {
        lock (gate) return TimeSpan.FromSeconds(Math.Max(options.RequestTimeLimitMinimumSeconds, options.RequestTimeLimitFactor * audioSeconds / speed));
    }

    public void Measured(double audioSeconds, TimeSpan elapsed)
    {
        // Short pieces cost a whole window and say nothing of the speed.
        if (audioSeconds < 10) return;
        var now = audioSeconds / Math.Max(0.001, elapsed.TotalSeconds);
        lock (gate) speed = (0.7 * speed) + (0.3 * now);
    }

    /// <summary>After a hang: the next limit is twice as long, so that a machine which became slow is not killed for ever.</summary>
    public void Missed()
    {
        lock (gate) speed /= 2;
    }
}
