namespace Pipeline.Tests.OpenAi;

/// <summary>The real clock, but a test may skip a stretch of it; timers go on as they are.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private TimeSpan skipped;

    public void Skip(TimeSpan time) => skipped += time;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + skipped;
}
