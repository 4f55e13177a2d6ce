using System.Security.Cryptography;

namespace Pipeline.Adapters.Drive;

/// <summary>Pauses between tries: doubled each time, the upper half of it random so that workers do not march in step.</summary>
internal sealed class DriveBackoff(DriveOptions options, TimeProvider clock)
{
    /// <summary>Waits before try <paramref name="failures"/> + 1.</summary>
    /// <returns>False, at once, when Google asks for a longer pause than is sensible inside a job's attempt.</returns>
    public async Task<bool> Wait(int failures, TimeSpan? retryAfter, CancellationToken ct)
    {
        var doubled = options.FirstPauseSeconds * Math.Pow(2, failures - 1);
        var pause = TimeSpan.FromSeconds(Math.Min(doubled, options.LongestPauseSeconds) * (0.5 + RandomNumberGenerator.GetInt32(501) / 1000.0));
        if (retryAfter > TimeSpan.FromSeconds(options.LongestPauseSeconds)) return false;
        await Task.Delay(retryAfter > pause ? retryAfter.Value : pause, clock, ct);
        return true;
    }
}
