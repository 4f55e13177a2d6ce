namespace Pipeline.Tests.Sandbox;

/// <summary>A clock that moves when it is told to.</summary>
internal sealed class DriveClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public void Advance(TimeSpan by) => _now += by;

    public override DateTimeOffset GetUtcNow() => _now;
}
