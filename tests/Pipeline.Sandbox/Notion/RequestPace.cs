namespace Pipeline.Sandbox.Notion;

/// <summary>Counts requests: in the current second of the clock, or in a window that slides.</summary>
internal sealed class RequestPace(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Queue<DateTimeOffset> recent = new();
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

    /// <summary>A request that is refused counts nothing.</summary>
    public bool TakeTurn(int requests, TimeSpan window)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            while (recent.TryPeek(out var oldest) && now - oldest >= window)
            {
                recent.Dequeue();
            }

            if (recent.Count >= requests)
            {
                return false;
            }

            recent.Enqueue(now);
            return true;
        }
    }
}
