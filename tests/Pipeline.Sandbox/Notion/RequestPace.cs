namespace Pipeline.Sandbox.Notion;

/// <summary>Counts requests in the current second of the clock.</summary>
internal sealed class RequestPace(TimeProvider time)
{
    private readonly Lock gate = new();
    private long second;
    private int taken;

    public bool TakeTurn(int perSecond)
    {
        lock (gate)
        {
            var now = time.GetUtcNow().ToUnixTimeSeconds();
            taken = now == second ? taken + 1 : 1;
            second = now;
            return taken <= perSecond;
        }
    }
}
