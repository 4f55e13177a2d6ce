using Pipeline.Core.Transcripts;

namespace Pipeline.Adapters.Whisper;

/// <summary>The form of one request. Never in it: <c>no_timestamps</c> (drops all after the first pause) and <c>vad</c> (leaks into
/// later requests): whisper-engine.md §7, A3.</summary>
internal static class WhisperForm
{
    /// <summary>Asks for text.</summary>
    /// <param name="file">The sound, in a format that the server reads.</param>
    public static MultipartFormDataContent Of(HttpContent file, TranscriptionSettings settings) => Form(file, Fields(settings));

    /// <summary>Asks for the language of the first 30 s only: one run of the encoder.</summary>
    public static MultipartFormDataContent Detection(HttpContent file) => Form(file, DetectionFields);

    /// <param name="settings">With the language as code, or null: detect.</param>
    internal static IEnumerable<(string Name, string Value)> Fields(TranscriptionSettings settings)
    {
        yield return ("response_format", "verbose_json");
        yield return ("language", settings.Language ?? "auto");
        yield return ("temperature", "0.0");
        // No trying again by dice: the first generator is seeded once per process, so the words would depend on what it was asked before.
        yield return ("temperature_inc", "0.0");
        // Above this the server drops an unsure window; but its number is one that the request before left behind (WhisperAnswerReader).
        yield return ("no_speech_thold", "1.0");
        // Without dice in the engine that eng/whisper.sh builds (docs/adr/0024): the same sound gives the same words.
        yield return ("beam_size", "5");
        // No brackets, notes and stage directions, which OpenAI's own decoder leaves out too.
        yield return ("suppress_nst", "true");
        // Natural segments; without it the server wraps at 60 characters, in the middle of words.
        yield return ("max_len", "100000");
        if (settings.Translate) yield return ("translate", "true");
        if (!string.IsNullOrWhiteSpace(settings.Prompt)) yield return ("prompt", settings.Prompt);
    }

    internal static IEnumerable<(string Name, string Value)> DetectionFields =>
        [("response_format", "verbose_json"), ("language", "auto"), ("detect_language", "true")];

    private static MultipartFormDataContent Form(HttpContent file, IEnumerable<(string Name, string Value)> fields)
    {
        var form = new MultipartFormDataContent { { file, "\"file\"", "\"piece.wav\"" } };
        foreach (var (name, value) in fields) form.Add(new StringContent(value), $"\"{name}\"");
        return form;
    }
}
