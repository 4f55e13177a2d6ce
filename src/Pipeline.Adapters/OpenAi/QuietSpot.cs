using System.Runtime.InteropServices;

namespace Pipeline.Adapters.OpenAi;

/// <summary>Where a piece that is too large is cut in two: at the quietest tenth of a second of its middle half, of equals the one nearest
/// to the middle.</summary>
internal static class QuietSpot
{
    private const int Window = 1600; // samples: 0.1 s

    /// <summary>Offset in bytes, even.</summary>
    public static int Of(ReadOnlySpan<byte> pcm)
    {
        var samples = MemoryMarshal.Cast<byte, short>(pcm);
        var (middle, best, quietest) = (samples.Length / 2, samples.Length / 2, long.MaxValue);
        for (var away = 0; away <= samples.Length / 4; away += Window)
        {
            foreach (var at in (ReadOnlySpan<int>)[middle - away, middle + away])
            {
                var loud = Loudness(samples, at);
                if (loud < quietest) (best, quietest) = (at, loud);
            }
        }

        return best * sizeof(short);
    }

    /// <summary>Of the window around a sample.</summary>
    private static long Loudness(ReadOnlySpan<short> samples, int at)
    {
        var (from, to) = (Math.Max(0, at - (Window / 2)), Math.Min(samples.Length, at + (Window / 2)));
        var sum = 0L;
        foreach (var sample in samples[from..to]) sum += Math.Abs((int)sample);
        return sum;
    }
}
