using System.Diagnostics;

namespace Pipeline.Tests.Support;

/// <summary>Waits for a condition, looking often; a test fails when it has not come true before the deadline.</summary>
public static class Until
{
    public static Task True(Func<bool> condition, string what, double seconds = 20) => True(() => Task.FromResult(condition()), what, seconds);

    public static async Task True(Func<Task<bool>> condition, string what, double seconds = 20)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(clock.Elapsed.TotalSeconds < seconds, $"Not within {seconds} s: {what}");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
