using System.Text.Json;
using Pipeline.Adapters.Whisper;
using Pipeline.Core.Transcripts;

namespace Pipeline.Adapters.OpenAi;

/// <summary>Brings every shape of answer into whisper-server's, which is read in one place.</summary>
internal static class OpenAiAnswerReader
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <param name="asked">ISO 639-1, or null when the engine was to find out.</param>
    /// <param name="duration">Seconds of audio that were sent.</param>
    /// <exception cref="JsonException">Half an answer, or none.</exception>
    public static EngineAnswer Read(string body, string? asked, double duration)
    {
        var answer = JsonSerializer.Deserialize<OpenAiAnswer>(body, Json) ?? throw new JsonException("null");
        if (answer is { Segments: null, Text: null }) throw new JsonException("neither text nor segments");
        var segments = answer.Segments is { Count: > 0 } some ? some : Whole(answer, duration);
        return WhisperAnswerReader.Read(new WhisperAnswer(answer.Language, [.. Nested(segments, answer.Words ?? [])]), asked, duration);
    }

    private static IReadOnlyList<WhisperSegment> Whole(OpenAiAnswer answer, double duration) =>
        string.IsNullOrWhiteSpace(answer.Text) ? [] : [new WhisperSegment(answer.Text, 0, duration, null, null, null)];

    private static IEnumerable<WhisperSegment> Nested(IEnumerable<WhisperSegment> segments, IReadOnlyList<WhisperToken> words)
    {
        var next = 0;
        foreach (var segment in segments)
        {
            if (segment.Words is { Count: > 0 } || words.Count == 0) yield return segment;
            else yield return segment with { Words = [.. WordPlacer.Take(segment, words, ref next)] };
        }
    }
}
