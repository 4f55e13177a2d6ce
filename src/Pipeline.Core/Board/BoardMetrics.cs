using System.Diagnostics.Metrics;

namespace Pipeline.Core.Board;

/// <summary>The outbox in figures, for any listener of the meter <c>Pipeline.Board</c>.</summary>
public sealed class BoardMetrics : IDisposable
{
    public const string MeterName = "Pipeline.Board";
    private readonly Meter _meter;
    private readonly Counter<long> _writes;
    private readonly Histogram<double> _age;
    private (int Count, DateTimeOffset? Oldest) _depth;

    public BoardMetrics(TimeProvider time)
    {
        _meter = new Meter(new MeterOptions(MeterName) { Scope = this });
        _writes = _meter.CreateCounter<long>("pipeline.outbox.writes", "{write}", "Writes to the board by outcome: sent, later, blocked, gone.");
        _age = _meter.CreateHistogram<double>("pipeline.outbox.delay", "s", "Time from the outbox to the board, of the oldest value of each write that arrived.");
        _meter.CreateObservableGauge("pipeline.outbox.depth", () => _depth.Count, "{entry}", "Values and transcripts that wait.");
        _meter.CreateObservableGauge(
            "pipeline.outbox.age", () => _depth.Oldest is { } oldest ? (time.GetUtcNow() - oldest).TotalSeconds : 0, "s", "Age of the oldest of them.");
    }

    public void Dispose() => _meter.Dispose();

    internal void Show((int Count, DateTimeOffset? Oldest) depth) => _depth = depth;

    internal void Count(OutboxBatch batch, BoardOutcome outcome, DateTimeOffset now)
    {
        _writes.Add(1, new KeyValuePair<string, object?>("outcome", outcome.GetType().Name.ToLowerInvariant()));
        if (outcome is BoardOutcome.Sent)
            _age.Record((now - batch.Entries.Min(e => e.CreatedAt)).TotalSeconds, new KeyValuePair<string, object?>("urgency", batch.Urgency.ToString()));
    }
}
