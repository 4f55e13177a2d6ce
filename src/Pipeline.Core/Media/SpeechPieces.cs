using System.Runtime.CompilerServices;
using Pipeline.Core.Transcripts;

namespace Pipeline.Core.Media;

/// <summary>The pieces of a recording, each as soon as nothing that may follow can change it. A recording that grows and one that is
/// there as a whole give the same pieces. The next one is looked for while the engine listens to the last.</summary>
public sealed class SpeechPieces(SpeechMap map, SpeechChunker chunker)
{
    public IAsyncEnumerable<SpokenPiece> Of(Workspace workspace, GrowingAudio audio, CancellationToken ct) => OneByOne(workspace, audio, ct).InAdvance(ct);

    private async IAsyncEnumerable<SpokenPiece> OneByOne(Workspace workspace, GrowingAudio audio, [EnumeratorCancellation] CancellationToken ct)
    {
        var (spans, given) = (new List<SpeechSpan>(), 0);
        var quietest = Remembered(audio.Quietest);
        await foreach (var window in map.Of(workspace, audio, ct))
        {
            spans.AddRange(window.Spans);
            var pieces = window.IsLast ? chunker.Cut(spans, window.Until, quietest) : chunker.Settled(spans, window.Until, quietest);
            for (; given < pieces.Count; given++) yield return new SpokenPiece(pieces[given], [.. Within(pieces[given], spans)]);
        }
    }

    private static IEnumerable<SpeechSpan> Within(Piece piece, List<SpeechSpan> spans) => spans
        .Where(s => s.End > piece.Start && s.Start < piece.End)
        .Select(s => new SpeechSpan(Math.Max(s.Start, piece.Start), Math.Min(s.End, piece.End)));

    /// <summary>The same stretch is asked for at every window as long as it is not settled, and is a minute of samples each time.</summary>
    private static Func<double, double, double> Remembered(Func<double, double, double> quietest)
    {
        var known = new Dictionary<(double, double), double>();
        return (from, to) => known.TryGetValue((from, to), out var at) ? at : known[(from, to)] = quietest(from, to);
    }
}
