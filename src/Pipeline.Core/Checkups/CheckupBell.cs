namespace Pipeline.Core.Checkups;

/// <summary>Rung by whoever stumbles, in the midst of work, over something that a person must repair, or finds it repaired: whoever looks after the
/// check-ups then need not wait for the hour.</summary>
public sealed class CheckupBell
{
    /// <summary>May be raised from any thread; whoever listens must be quick.</summary>
    public event Action? Rung;

    public void Ring() => Rung?.Invoke();
}
