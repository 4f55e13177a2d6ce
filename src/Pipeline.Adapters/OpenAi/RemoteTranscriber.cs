using System.Text.Json;
using Microsoft.Extensions.Logging;
using Pipeline.Adapters.Whisper;
using Pipeline.Core.Jobs;
using Pipeline.Core.Transcripts;

namespace Pipeline.Adapters.OpenAi;

/// <summary>Speech to text by a remote engine: waits when it asks for patience, repeats what broke, cuts what is too large.</summary>
public sealed class RemoteTranscriber : ITranscriber
{
    /// <summary>Grows when this class begins to ask or to read differently, so that the text may change.</summary>
    private const string Recipe = "1";

    /// <summary>Bytes of PCM (5 s) below which a refused size is no matter of size.</summary>
    private const int Shortest = 5 * Wav.BytesPerSecond;

    private readonly RemoteEngine engine;
    private readonly string name;
    private readonly string model;
    private readonly OpenAiClient client;
    private readonly SizeLimit size;
    private readonly Func<double, TimeSpan, CancellationToken, Task> record;
    private readonly OpenAiOptions options;
    private readonly TimeProvider time;
    private readonly ILogger log;

    /// <param name="record">Told of each answer: seconds of sound, and how long it took.</param>
    internal RemoteTranscriber(
        string name, RemoteEngine engine, string model, OpenAiClient client, SizeLimit size, EngineBreaker breaker,
        Func<double, TimeSpan, CancellationToken, Task> record, OpenAiOptions options, TimeProvider time, ILogger log)
    {
        (this.name, this.engine, this.model, this.client, this.size, Breaker) = (name, engine, model, client, size, breaker);
        (this.record, this.options, this.time, this.log) = (record, options, time, log);
    }

    public string Fingerprint =>
        $"openai;at={engine.BaseAddress};model={model};recipe={Recipe}{string.Concat(engine.Fields.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $";{f.Key}={f.Value}"))}";

    public string Name => $"{name} {model}";

    public EngineBreaker Breaker { get; }

    public async Task<EngineAnswer> Transcribe(ReadOnlyMemory<byte> pcm, TranscriptionSettings settings, CancellationToken ct)
    {
        if (pcm.IsEmpty) return new EngineAnswer(settings.Language ?? "", [], Name) { Model = model };
        if (pcm.Length > size.Bytes) return await Halves(pcm, settings, ct);
        try
        {
            return await Ask(pcm, settings, ct);
        }
        catch (RemoteTroubleException e) when (e.Trouble == RemoteTrouble.TooLarge && pcm.Length >= 2 * Shortest)
        {
            log.PieceTooLarge(name, pcm.Length);
            size.Refused(pcm.Length);
            return await Halves(pcm, settings, ct);
        }
        catch (RemoteTroubleException e)
        {
            throw Failure(e);
        }
    }

    private async Task<EngineAnswer> Halves(ReadOnlyMemory<byte> pcm, TranscriptionSettings settings, CancellationToken ct)
    {
        var cut = QuietSpot.Of(pcm.Span);
        var first = await Transcribe(pcm[..cut], settings, ct);
        // What the first half was found to be in, the second is in too.
        var second = await Transcribe(pcm[cut..], settings with { Language = settings.Language ?? (first.Segments.Count > 0 ? first.Language : null) }, ct);
        var offset = (double)cut / Wav.BytesPerSecond;
        return first with { Language = first.Segments.Count > 0 ? first.Language : second.Language, Segments = [.. first.Segments, .. second.Segments.Select(s => Later(s, offset))] };
    }

    private async Task<EngineAnswer> Ask(ReadOnlyMemory<byte> pcm, TranscriptionSettings settings, CancellationToken ct)
    {
        var (wav, seconds) = (new Wav(pcm), (double)pcm.Length / Wav.BytesPerSecond);
        var path = settings.Translate ? "audio/translations" : "audio/transcriptions";
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var start = time.GetTimestamp();
                using var form = OpenAiForm.Of(wav.ToContent(), model, settings, engine.Fields);
                var answer = Read(await client.Post(engine, path, form, ct), settings, seconds);
                await record(seconds, time.GetElapsedTime(start), ct);
                return answer;
            }
            catch (RemoteTroubleException e) when (attempt < options.MaxAttempts && e.Trouble is RemoteTrouble.Busy or RemoteTrouble.Passing && Pause(e, attempt) is { } pause)
            {
                log.RemoteRepeats(name, e.Message, pause);
                await Task.Delay(pause, time, ct);
            }
        }
    }

    /// <summary>Null: it asks for more patience than the settings have.</summary>
    private TimeSpan? Pause(RemoteTroubleException e, int attempt)
    {
        var pause = e.RetryAfter ?? TimeSpan.FromSeconds(Math.Pow(2, attempt - 1));
        return pause.TotalSeconds <= options.PatienceSeconds ? TimeSpan.FromTicks(Math.Max(0, pause.Ticks)) : null;
    }

    private EngineAnswer Read(string body, TranscriptionSettings settings, double seconds)
    {
        try
        {
            return OpenAiAnswerReader.Read(body, settings.Language, seconds) with { Engine = Name, Model = model };
        }
        catch (JsonException e)
        {
            throw new RemoteTroubleException(RemoteTrouble.Passing, "its answer broke off or is none", null, e);
        }
    }

    private JobFailureException Failure(RemoteTroubleException e) => e.Trouble switch
    {
        RemoteTrouble.Key => new(
            ErrorClass.Operator, "engine-key", $"The speech engine {name} does not accept its key. Ask the operator to correct OpenAi:Engines:{name}:Key, then set the row back.", e.Message, e),
        RemoteTrouble.Busy => new(ErrorClass.Transient, "engine-busy", $"The speech engine {name} asks for patience.", e.Message, e),
        RemoteTrouble.Passing => new(ErrorClass.Transient, "engine-away", $"The speech engine {name} gave no answer.", e.Message, e),
        _ => new(
            ErrorClass.Operator, "engine-refused", $"The speech engine {name} refuses our request. Ask the operator to check its address and its model (OpenAi:Engines:{name}), then set the row back.", e.Message, e),
    };

    private static Segment Later(Segment segment, double offset) => segment with
    {
        Start = Math.Round(segment.Start + offset, 3),
        End = Math.Round(segment.End + offset, 3),
        Words = [.. segment.Words.Select(w => w with { Start = Math.Round(w.Start + offset, 3), End = Math.Round(w.End + offset, 3) })],
    };
}
