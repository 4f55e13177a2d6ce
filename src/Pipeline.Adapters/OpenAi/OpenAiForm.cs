using Pipeline.Core.Transcripts;

namespace Pipeline.Adapters.OpenAi;

/// <summary>The form of one request (platform.openai.com/docs/api-reference/audio).</summary>
internal static class OpenAiForm
{
    public static MultipartFormDataContent Of(HttpContent file, string model, TranscriptionSettings settings, IReadOnlyDictionary<string, string> more)
    {
        var form = new MultipartFormDataContent { { file, "\"file\"", "\"piece.wav\"" } };
        foreach (var (name, value) in Fields(model, settings, more)) form.Add(new StringContent(value), $"\"{name}\"");
        return form;
    }

    /// <summary>Without a language the field is left out: OpenAI refuses <c>auto</c>.</summary>
    internal static IReadOnlyList<(string Name, string Value)> Fields(string model, TranscriptionSettings settings, IReadOnlyDictionary<string, string> more)
    {
        List<(string Name, string Value)> own = [("model", model), ("response_format", "verbose_json"), ("temperature", "0")];
        if (!settings.Translate) own.AddRange([("timestamp_granularities[]", "word"), ("timestamp_granularities[]", "segment")]);
        if (settings.Language is { } language && !settings.Translate) own.Add(("language", language));
        if (!string.IsNullOrWhiteSpace(settings.Prompt)) own.Add(("prompt", settings.Prompt));
        return [.. own, .. more.Where(m => own.TrueForAll(o => o.Name != m.Key)).Select(m => (m.Key, m.Value))];
    }
}
