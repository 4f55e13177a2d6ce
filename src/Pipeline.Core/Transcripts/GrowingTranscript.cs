namespace Pipeline.Core.Transcripts;

/// <summary>A transcript while it is being heard: tells what is certain, and forgets it.</summary>
internal sealed class GrowingTranscript
{
    private readonly SeamClock _clock = new();
    private readonly PassageCutter _cutter = new();
    private readonly LanguageTally _languages = new();
    private readonly ConfidenceMean _confidence = new();

    /// <summary>As <see cref="Transcript.Language"/>, of what was heard so far.</summary>
    public string Language => _languages.Languages is [var most, ..] ? most : "";

    /// <summary>As <see cref="Transcript.Confidence"/>.</summary>
    public double? Confidence => _confidence.Value;

    /// <summary>To be called with each piece, in order.</summary>
    /// <returns>The passages that end with it, as they will stand in the whole transcript; their words without times.</returns>
    public IReadOnlyList<Passage> Add(TranscribedPiece piece)
    {
        var ended = new List<Passage>();
        _languages.Add(piece);
        foreach (var segment in TranscriptAssembler.InOrder(piece.Segments, _clock))
        {
            _confidence.Add(segment);
            if (_cutter.Add(segment with { Words = [] }) is { } passage) ended.Add(passage);
        }

        return ended;
    }
}
