using Pipeline.Adapters.Whisper;

namespace Pipeline.Adapters.OpenAi;

/// <summary>verbose_json: OpenAI has the words at the top, whisper-server has tokens inside the segments, vLLM may have neither.</summary>
internal sealed record OpenAiAnswer(string? Language, string? Text, IReadOnlyList<WhisperSegment>? Segments, IReadOnlyList<WhisperToken>? Words);
