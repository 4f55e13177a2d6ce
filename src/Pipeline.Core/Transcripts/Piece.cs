namespace Pipeline.Core.Transcripts;

/// <summary>A stretch of audio that goes to the engine in one request; it ends in a silence wherever there is one.</summary>
/// <param name="Index">0, 1, 2, … in order of time.</param>
/// <param name="Start">Seconds from the start of the recording.</param>
/// <param name="End">Seconds from the start of the recording.</param>
public sealed record Piece(int Index, double Start, double End)
{
    private const int SampleRate = 16_000;

    public double Length => End - Start;

    /// <summary>The part of this piece's sound (16 kHz mono s16le) that lies between two times of the recording.</summary>
    public ReadOnlyMemory<byte> Slice(ReadOnlyMemory<byte> pcm, double from, double to)
    {
        int At(double seconds) => Math.Clamp((int)Math.Round((seconds - Start) * SampleRate) * 2, 0, pcm.Length);
        return pcm[At(from)..At(Math.Max(from, to))];
    }
}
