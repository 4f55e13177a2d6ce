using System.Text.Json;
using Pipeline.Core.Transcripts;

namespace Pipeline.Adapters.Whisper;

/// <summary>Turns the server's answer into ours: words instead of tokens, times inside the audio and never backwards.</summary>
internal static class WhisperAnswerReader
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Without <c>no_speech_prob</c>: whisper.cpp 1.9.1 takes it from a row of its memory that decoding the prompt does not fill,
    /// so it tells of the request before (of none: 1/51865).</summary>
    /// <param name="asked">ISO 639-1, or null when the engine was to find out.</param>
    /// <param name="duration">Seconds of audio that were sent.</param>
    /// <exception cref="JsonException">Not the answer of such a server.</exception>
    public static EngineAnswer Read(string body, string? asked, double duration)
    {
        var answer = JsonSerializer.Deserialize<WhisperAnswer>(body, Json) ?? throw new JsonException("null");
        return Read(answer with { Segments = answer.Segments?.Select(s => s with { NoSpeechProb = null }).ToArray() }, asked, duration);
    }

    /// <summary>The same for an answer that was brought into this shape.</summary>
    public static EngineAnswer Read(WhisperAnswer answer, string? asked, double duration)
    {
        var heard = answer.Language ?? "";
        var segments = new List<Segment>();
        var clock = 0.0;
        foreach (var segment in answer.Segments ?? [])
        {
            if (string.IsNullOrWhiteSpace(segment.Text)) continue;
            var read = Segment(segment, clock, duration);
            segments.Add(read);
            clock = read.End;
        }

        return new EngineAnswer(asked ?? WhisperLanguages.CodeOf(heard) ?? heard, segments);
    }

    private static Segment Segment(WhisperSegment segment, double clock, double duration)
    {
        var start = Math.Clamp(segment.Start, clock, duration);
        var end = Math.Clamp(segment.End, start, duration);
        var words = new List<Word>();
        var wordClock = start;
        foreach (var word in TokenMerger.Words(segment.Text!, segment.Words ?? []))
        {
            var begin = Math.Clamp(word.Start, wordClock, duration);
            wordClock = Math.Clamp(word.End, begin, duration);
            words.Add(word with { Start = Seconds(begin), End = Seconds(wordClock) });
        }

        return new Segment(Seconds(start), Seconds(Math.Max(end, wordClock)), segment.Text!.Trim(), words)
        {
            AverageLogProbability = segment.AvgLogprob,
            NoSpeechProbability = segment.NoSpeechProb,
        };
    }

    private static double Seconds(double value) => Math.Round(value, 3);
}
