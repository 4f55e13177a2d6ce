namespace Pipeline.Tests.Support;

/// <summary>Waits for a condition, never for a time. Fails with what it waited for.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    public static Task True(Func<bool> condition, TimeSpan limit, Func<string> what) => True(() => Task.FromResult(condition()), limit, what);

    public static async Task True(Func<Task<bool>> condition, TimeSpan limit, Func<string> what)
    {
        using var timer = new PeriodicTimer(Look);
        var end = DateTime.UtcNow + limit;
        while (!await Holds(condition))
        {
            if (DateTime.UtcNow > end) Assert.Fail($"Waited {limit.TotalSeconds:0} s for {what()}");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    private static async Task<bool> Holds(Func<Task<bool>> condition)
    {
        try
        {
            return await condition();
        }
        catch (HttpRequestException)
        {
            return false; // not listening yet
        }
    }
}
