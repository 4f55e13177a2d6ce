namespace Pipeline.Adapters.Whisper;

/// <summary>verbose_json as the server sends it; <c>words</c> are tokens and may be absent.</summary>
internal sealed record WhisperAnswer(string? Language, IReadOnlyList<WhisperSegment>? Segments);

internal sealed record WhisperSegment(
    string? Text, double Start, double End, double? AvgLogprob, double? NoSpeechProb, IReadOnlyList<WhisperToken>? Words);

/// <param name="Word">A part of a word, with a space in front when a word begins here.</param>
internal sealed record WhisperToken(string? Word, double Start, double End, double Probability);
