using Microsoft.Extensions.Logging;
using Pipeline.Adapters.Models;
using Pipeline.Core.Jobs;
using Pipeline.Core.Transcripts;

namespace Pipeline.Adapters.Whisper;

/// <summary>This machine's engine: a transcriber for each model.</summary>
public sealed class WhisperEngine
{
    private readonly ModelStore models;
    private readonly WhisperPool pool;
    private readonly WhisperOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<WhisperTranscriber> log;

    internal WhisperEngine(ModelStore models, WhisperPool pool, WhisperOptions options, TimeProvider time, ILogger<WhisperTranscriber> log) =>
        (this.models, this.pool, this.options, this.time, this.log) = (models, pool, options, time, log);

    /// <param name="model">Name or path; null: Whisper:Model.</param>
    /// <exception cref="JobFailureException">Operator <c>model</c>: it cannot be had.</exception>
    public async Task<ITranscriber> With(string? model, CancellationToken ct)
    {
        var found = await models.Require(model ?? options.Model, ct);
        if (ModelCatalog.Find(found.Name)?.IsDetector == true)
        {
            throw new JobFailureException(
                ErrorClass.Operator, "model",
                $"{found.Name} only detects whether somebody speaks; it writes no words. Ask the operator to name a speech model (Whisper:Model, or model in the channel; `pipeline models list` shows them), then set the row back.");
        }

        var local = new LocalModel(found.Name, found.Path, await models.Sha256(found, ct));
        return new WhisperTranscriber(pool, local, options, time, log);
    }
}
