namespace Pipeline.Core.Transcripts;

/// <summary>A stretch of audio that goes to the engine in one request; it ends in a silence wherever there is one.</summary>
/// <param name="Index">0, 1, 2, … in order of time.</param>
/// <param name="Start">Seconds from the start of the recording.</param>
/// <param name="End">Seconds from the start of the recording.</param>
public sealed record Piece(int Index, double Start, double End)
{
    public double Length => End - Start;
}
