using System.Runtime.InteropServices;

namespace Pipeline.Core.Media;

/// <summary>Finds the least harmful place to cut speech that has no pause.</summary>
public static class SpeechChunkerLoudness
{
    private const int SampleRate = 16_000;

    /// <summary>Samples over which loudness is compared: a twentieth of a second.</summary>
    private const int Frame = SampleRate / 20;

    /// <summary>Middle of the quietest frame, in seconds from the start of the 16 kHz mono s16le samples.</summary>
    public static double Quietest(ReadOnlySpan<byte> pcm)
    {
        var samples = MemoryMarshal.Cast<byte, short>(pcm);
        var (best, bestEnergy) = (samples.Length / 2, double.MaxValue);
        for (var at = 0; at + Frame <= samples.Length; at += Frame / 2)
        {
            var energy = 0.0;
            foreach (var sample in samples.Slice(at, Frame)) energy += (double)sample * sample;
            if (energy < bestEnergy) (best, bestEnergy) = (at + (Frame / 2), energy);
        }

        return (double)best / SampleRate;
    }
}
