using System.Text.Json;
using Microsoft.Extensions.Logging;
using Pipeline.Core.Jobs;
using Pipeline.Core.Transcripts;

namespace Pipeline.Adapters.Whisper;

/// <summary>Speech to text by the local <c>whisper-server</c>. A server that dies in the middle of a piece is started again and the
/// piece repeated; the job notices nothing.</summary>
public sealed class WhisperTranscriber : ITranscriber
{
    /// <summary>The version whose behaviour is written down in the contract; its server cannot be asked for it.</summary>
    private const string Engine = "whisper.cpp 1.9.1";

    /// <summary>Grows when this class begins to ask or to read differently, so that the text may change.</summary>
    private const string Recipe = "4";

    private readonly WhisperPool pool;
    private readonly LocalModel model;
    private readonly WhisperOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<WhisperTranscriber> log;

    internal WhisperTranscriber(WhisperPool pool, LocalModel model, WhisperOptions options, TimeProvider time, ILogger<WhisperTranscriber> log) =>
        (this.pool, this.model, this.options, this.time, this.log) = (pool, model, options, time, log);

    public string Fingerprint => $"{Engine};model={model.Sha256};recipe={Recipe}";

    public string Name => $"whisper.cpp {model.Name}";

    public async Task<EngineAnswer> Transcribe(ReadOnlyMemory<byte> pcm, TranscriptionSettings settings, CancellationToken ct)
    {
        var asked = settings with { Language = settings.Language is { } language ? Code(language) : null };
        if (pcm.IsEmpty) return Signed(new EngineAnswer(asked.Language ?? "", []));
        return await Ask(pcm, file => WhisperForm.Of(file, asked), asked.Language, ct);
    }

    public async Task<string?> DetectLanguage(ReadOnlyMemory<byte> pcm, CancellationToken ct) =>
        pcm.IsEmpty ? null : (await Ask(pcm, WhisperForm.Detection, null, ct)).Language;

    private EngineAnswer Signed(EngineAnswer answer) => answer with { Engine = Name, Model = model.Name };

    private async Task<EngineAnswer> Ask(ReadOnlyMemory<byte> pcm, Func<HttpContent, HttpContent> form, string? language, CancellationToken ct)
    {
        var seconds = (double)pcm.Length / Wav.BytesPerSecond;
        var wav = new Wav(pcm);
        var limits = pool.LimitOf(model);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var limit = limits.For(seconds);
                var start = time.GetTimestamp();
                var body = await pool.Ask(model, () => form(wav.ToContent()), limit, ct);
                var elapsed = time.GetElapsedTime(start);
                limits.Measured(seconds, elapsed);
                log.PieceTranscribed(seconds, elapsed);
                return Signed(WhisperAnswerReader.Read(body, language, seconds));
            }
            catch (EngineLostException e) when (attempt < options.MaxRestarts)
            {
                log.EngineLost(e.Message, attempt + 2);
                limits.Missed();
            }
            catch (EngineLostException e)
            {
                throw Died(e, attempt + 1);
            }
            catch (JsonException e)
            {
                throw Unreadable(e);
            }
        }
    }

    private static JobFailureException Died(EngineLostException e, int attempts) => new(
        ErrorClass.Transient,
        "engine-died",
        $"The speech engine failed {attempts} times on the same piece ({e.Message}); if that goes on, the operator must see whether the worker has enough memory.",
        e.Detail,
        e);

    private static JobFailureException Unreadable(JsonException e) => new(
        ErrorClass.Operator,
        "wrong-binary",
        "The speech engine's answer could not be read; it is another version. Ask the operator to build whisper.cpp 1.9.1 with `make setup`, then set the row back.",
        e.Message,
        e);

    private static string Code(string language) => WhisperLanguages.CodeOf(language) ?? throw new JobFailureException(
        ErrorClass.Permanent,
        "unknown-language",
        $"\"{language}\" is not a language that Whisper knows. Ask the operator to set the channel's language to a code such as en or es, or to leave it empty to have it detected, then set the row back.");
}
