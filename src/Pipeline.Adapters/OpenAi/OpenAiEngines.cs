using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;
using Pipeline.Core.Transcripts;

namespace Pipeline.Adapters.OpenAi;

/// <summary>The remote engines of the settings, by name.</summary>
public sealed class OpenAiEngines
{
    private readonly OpenAiOptions options;
    private readonly OpenAiClient client;
    private readonly IEngineLedger ledger;
    private readonly TimeProvider time;
    private readonly ILogger<OpenAiEngines> log;
    private readonly ConcurrentDictionary<string, (EngineBreaker Breaker, SizeLimit Size)> states = new(StringComparer.OrdinalIgnoreCase);

    internal OpenAiEngines(OpenAiOptions options, OpenAiClient client, IEngineLedger ledger, TimeProvider time, ILogger<OpenAiEngines> log) =>
        (this.options, this.client, this.ledger, this.time, this.log) = (options, client, ledger, time, log);

    /// <summary>Null: there is no engine of that name.</summary>
    public RemoteEngine? Find(string name) => options.Engines.FirstOrDefault(e => e.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <param name="job">Whose use is recorded; null: nobody's, and nothing is.</param>
    /// <exception cref="JobFailureException">Operator <c>engine</c>: there is no engine of that name.</exception>
    public RemoteTranscriber For(string name, Channel channel, JobId? job)
    {
        var engine = Find(name) ?? throw new JobFailureException(
            ErrorClass.Operator, "engine", $"There is no speech engine {name}. Ask the operator to correct the channel's engine or to add OpenAi:Engines:{name}, then set the row back.");
        var model = channel.Model ?? engine.Model;
        var (breaker, size) = states.GetOrAdd(name, _ => (new EngineBreaker(options, time), new SizeLimit((long)(engine.MaxMiB * (1 << 20)))));
        return new RemoteTranscriber(name, engine, model, client, size, breaker, Record, options, time, log);

        Task Record(double seconds, TimeSpan took, CancellationToken ct) => job is { } id
            ? ledger.Add(new EngineUse(time.GetUtcNow(), id, channel.Name, name, model, seconds, took, seconds / 60 * engine.PricePerMinute), ct)
            : Task.CompletedTask;
    }
}
