namespace Pipeline.Benchmarks.Running;

/// <summary>Waits for a condition. What is timed comes from clocks in the Sandbox and in the rows, never from this.</summary>
internal static class Wait
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <exception cref="TimeoutException">With what it waited for.</exception>
    public static async Task Until(Func<Task<bool>> condition, TimeSpan limit, Func<string> what, CancellationToken ct)
    {
        using var tick = new PeriodicTimer(Look);
        var end = DateTime.UtcNow + limit;
        while (!await condition())
        {
            if (DateTime.UtcNow > end) throw new TimeoutException($"Waited {limit.TotalSeconds:0} s for {what()}");
            await tick.WaitForNextTickAsync(ct);
        }
    }
}
