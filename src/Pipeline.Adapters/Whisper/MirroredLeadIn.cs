using System.Runtime.InteropServices;

namespace Pipeline.Adapters.Whisper;

/// <summary>Leads into a sound without anything beginning: the sound itself, backwards and forwards in turns, as between two mirrors. Silero takes the
/// beginning of a tone for speech and is certain of it for seconds; led into like this, it was certain of no music, and of speech as before (ADR 26).</summary>
internal static class MirroredLeadIn
{
    /// <summary>As much as the detector remembers; frames of 512 samples lie where they lay.</summary>
    public const double Seconds = 8;

    /// <param name="pcm">16 kHz mono s16le, not empty.</param>
    public static byte[] Of(ReadOnlySpan<byte> pcm)
    {
        var sound = MemoryMarshal.Cast<byte, short>(pcm);
        var lead = new byte[(int)(Seconds * Wav.BytesPerSecond)];
        var samples = MemoryMarshal.Cast<byte, short>(lead.AsSpan());
        for (var before = 1; before <= samples.Length; before++)
        {
            var at = (before - 1) % (2 * sound.Length);
            samples[^before] = sound[at < sound.Length ? at : (2 * sound.Length) - 1 - at];
        }

        return lead;
    }
}
