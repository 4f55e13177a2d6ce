using Pipeline.Core.Transcripts;

namespace Pipeline.Tests.Accuracy;

/// <summary>What became of a recording.</summary>
public sealed record HeardRecording(Transcript Transcript, IReadOnlyList<TranscribedPiece> Pieces)
{
    /// <summary>Words as the word error rate counts them, each with its start.</summary>
    public IReadOnlyList<(string Text, double Start)> Words =>
        [.. Transcript.Segments.SelectMany(s => s.Words).SelectMany(w => Support.WordErrorRate.Words(w.Text).Select(t => (t, w.Start)))];
}
