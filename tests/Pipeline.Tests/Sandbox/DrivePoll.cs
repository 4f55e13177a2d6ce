using System.Diagnostics;

namespace Pipeline.Tests.Sandbox;

/// <summary>Waits for a condition that another thread or process makes true.</summary>
internal static class DrivePoll
{
    public static async Task UntilAsync(Func<bool> condition, Func<string> what)
    {
        for (var since = Stopwatch.StartNew(); !condition(); await Task.Delay(20))
        {
            Assert.True(since.Elapsed < TimeSpan.FromSeconds(30), $"Waited 30 s in vain for: {what()}");
        }
    }
}
