namespace Pipeline.Tests.Sandbox;

/// <summary>A clock that moves only when told to; timers run on the real one.</summary>
public sealed class NotionSteppedTime : TimeProvider
{
    private long ticks = new DateTimeOffset(2026, 11, 22, 10, 0, 42, 123, TimeSpan.Zero).UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public void Step(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);
}
