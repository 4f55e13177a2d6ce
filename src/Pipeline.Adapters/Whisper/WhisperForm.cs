using System.Net.Http.Headers;

namespace Pipeline.Adapters.Whisper;

/// <summary>The form of one request. Never in it: <c>no_timestamps</c> (drops all after the first pause) and <c>vad</c> (leaks into
/// later requests): whisper-engine.md §7, A3.</summary>
internal static class WhisperForm
{
    /// <param name="language">ISO 639-1, or null: detect.</param>
    public static MultipartFormDataContent Of(byte[] wav, string? language, string? prompt)
    {
        var file = new ByteArrayContent(wav);
        file.Headers.ContentType = new MediaTypeHeaderValue("audio/wav");
        var form = new MultipartFormDataContent { { file, "\"file\"", "\"piece.wav\"" } };
        foreach (var (name, value) in Fields(language, prompt)) form.Add(new StringContent(value), $"\"{name}\"");
        return form;
    }

    internal static IEnumerable<(string Name, string Value)> Fields(string? language, string? prompt)
    {
        yield return ("response_format", "verbose_json");
        yield return ("language", language ?? "auto");
        yield return ("temperature", "0.0");
        // Natural segments; without it the server wraps at 60 characters, in the middle of words.
        yield return ("max_len", "100000");
        if (!string.IsNullOrWhiteSpace(prompt)) yield return ("prompt", prompt);
    }
}
