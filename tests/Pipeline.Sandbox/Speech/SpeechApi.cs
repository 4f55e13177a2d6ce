namespace Pipeline.Sandbox.Speech;

/// <summary>A remote speech engine in OpenAI's manner: it always says the same, but wants what the real one wants.</summary>
public sealed class SpeechApi
{
    public const string Key = "sk-sandbox-0123456789";

    private const string Answer =
        """
        {"task":"transcribe","language":"english","duration":8.47,"text":"Hello, remote world. It's twenty-five.",
        "words":[{"word":"Hello","start":0.1,"end":0.4},{"word":"remote","start":0.5,"end":0.9},{"word":"world","start":1.0,"end":1.4},
        {"word":"It's","start":2.0,"end":2.2},{"word":"twenty","start":2.3,"end":2.6},{"word":"five","start":2.6,"end":2.9}],
        "segments":[{"id":0,"seek":0,"start":0.0,"end":1.5,"text":" Hello, remote world.","tokens":[1],"temperature":0.0,"avg_logprob":-0.11,"compression_ratio":1.1,"no_speech_prob":0.01},
        {"id":1,"seek":0,"start":1.9,"end":3.0,"text":" It's twenty-five.","tokens":[2],"temperature":0.0,"avg_logprob":-0.2,"compression_ratio":1.1,"no_speech_prob":0.01}]}
        """;

    /// <summary>Bytes of one request above which it answers 413, as OpenAI does above 25 MB.</summary>
    public long MaxBytes { get; set; } = 25_000_000;

    internal void Map(WebApplication app)
    {
        app.MapPost("/openai/v1/audio/transcriptions", AnswerAsync);
        app.MapPost("/openai/v1/audio/translations", AnswerAsync);
        app.MapGet("/openai/v1/models", (HttpRequest request) =>
            KeyProblem(request) ?? Results.Json(new { @object = "list", data = new[] { new { id = "whisper-1", @object = "model", created = 1677532384, owned_by = "openai-internal" } } }));
    }

    private async Task<IResult> AnswerAsync(HttpRequest request, CancellationToken ct)
    {
        if (KeyProblem(request) is { } problem) return problem;
        if (request.ContentLength > MaxBytes) return Error(413, "Maximum content size limit exceeded.");
        var form = await request.ReadFormAsync(ct);
        if (form.Files["file"] is not { Length: > 44 }) return Error(400, "file is missing");
        if (form["model"] != "whisper-1") return Error(404, $"The model `{form["model"]}` does not exist");
        if (form["language"] == "auto") return Error(400, "Invalid language 'auto'");
        return form["response_format"] == "verbose_json" ? Results.Text(Answer, "application/json") : Error(400, "this Sandbox speaks verbose_json");
    }

    private static IResult? KeyProblem(HttpRequest request) => request.Headers.Authorization == $"Bearer {Key}"
        ? null
        : Error(401, $"Incorrect API key provided: {request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal)}.");

    private static IResult Error(int status, string message) =>
        Results.Json(new { error = new { message, type = "invalid_request_error", param = (string?)null, code = (string?)null } }, statusCode: status);
}
