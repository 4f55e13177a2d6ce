using Pipeline.Core.Media;

namespace Pipeline.Core.Transcripts;

/// <summary>Looks again at text that the engine is not sure of. Now and then music passes for speech, and an engine that must write something writes
/// "Thank you for watching!". But of real speech (whispered, clipped, by telephone, in noise as loud as itself) the detector stays certain for seven
/// tenths of its time and more, of music hardly ever (ADR 26): where both doubt, nobody speaks.</summary>
internal sealed class SecondOpinion(ISpeechDetector detector)
{
    /// <summary>A segment's confidence below which it is looked at again. What was invented over music had 0.3–0.5.</summary>
    private const double Sure = 0.6;

    /// <summary>Share of its speech of which the detector must be certain.</summary>
    private const double LeastCertain = 0.5;

    /// <summary>The piece without what is no speech, and the segments without those that were written over it.</summary>
    /// <param name="segments">As they are after <see cref="DoubtCheck"/>.</param>
    /// <param name="pcm">Of the piece, 16 kHz mono s16le.</param>
    public async Task<(SpokenPiece Piece, IReadOnlyList<Segment> Segments)> Of(SpokenPiece piece, IReadOnlyList<Segment> segments, ReadOnlyMemory<byte> pcm, CancellationToken ct)
    {
        if (!segments.Any(IsWanted)) return (piece, segments);
        var certain = (await detector.DetectCertain(pcm, ct)).Select(s => new SpeechSpan(s.Start + piece.Piece.Start, s.End + piece.Piece.Start)).ToArray();
        Segment[] kept = [.. segments.Where(s => !IsWanted(s) || IsSpeech(Around(s, piece.Speech), certain))];
        if (kept.Length == segments.Count) return (piece, segments);
        SpeechSpan[] speech = [.. piece.Speech.Where(s => IsSpeech([s], certain) || kept.Any(k => Around(k, [s]).Count > 0))];
        return (piece with { Speech = speech }, kept);
    }

    private static bool IsWanted(Segment segment) => segment.Confidence < Sure || segment.Doubt is Doubt.Repetition or Doubt.Unsure or Doubt.Pace;

    /// <summary>Where the detector heard nobody at all there is nothing to ask about: such text is marked.</summary>
    private static bool IsSpeech(IReadOnlyList<SpeechSpan> spans, SpeechSpan[] certain)
    {
        var seconds = spans.Sum(s => s.End - s.Start);
        return seconds <= 0 || spans.Sum(s => certain.Sum(c => Math.Max(0, Math.Min(s.End, c.End) - Math.Max(s.Start, c.Start)))) >= LeastCertain * seconds;
    }

    private static IReadOnlyList<SpeechSpan> Around(Segment segment, IReadOnlyList<SpeechSpan> speech) => [.. speech.Where(s => s.End > segment.Start && s.Start < segment.End)];
}
