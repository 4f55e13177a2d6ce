using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Board;

/// <summary>What whoever listens to the meter <c>Pipeline.Board</c> is told.</summary>
public sealed class BoardMetricsTests : IAsyncLifetime
{
    private readonly SenderFixture _road = new();
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, double> _gauges = new();
    private readonly ConcurrentQueue<(string Name, string? Tag, double Value)> _events = new();

    public async ValueTask InitializeAsync()
    {
        await _road.InitializeAsync();
        await _road.Restart(settings: ("Board:ConcurrentPages", "1"));
        var metrics = _road.Metrics;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            // Other tests of this process have meters of the same name.
            if (instrument.Meter.Name == "Pipeline.Board" && ReferenceEquals(instrument.Meter.Scope, metrics)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.Start();
    }

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        return _road.DisposeAsync();
    }

    [Fact]
    public async Task Depth_and_age_are_shown_while_every_place_is_busy_and_what_arrives_is_counted_by_urgency()
    {
        string[] pages = [_road.AddRow(), _road.AddRow(), _road.AddRow()];
        using var held = _road.Sandbox.Faults.HoldAt("PATCH", pages[0]);
        var job = await _road.AddJob(pages[0]);
        await _road.PutWord(job, pages[0], "Processing");
        await _road.Start();
        await held.Reached;

        await _road.PutWord(job, pages[1], "Processing");
        await _road.Put(job, SenderFixture.Transcript(pages[2], 3));
        await Eventually.True(() => Gauge("pipeline.outbox.depth") == 3, SenderFixture.Limit, () => $"a depth of 3, not {Gauge("pipeline.outbox.depth")}");
        var age = Gauge("pipeline.outbox.age");
        await Eventually.True(() => Gauge("pipeline.outbox.age") > age, SenderFixture.Limit, () => "an age that grows");

        held.Release();
        await _road.Empty();
        await Eventually.True(() => Gauge("pipeline.outbox.depth") == 0, SenderFixture.Limit, () => "a depth of 0");
        Assert.Equal(0, Gauge("pipeline.outbox.age"));
        Assert.Equal(["Status", "Status", "WholeTranscript"], Of("pipeline.outbox.delay").Select(e => e.Tag).Order());
        Assert.True(Of("pipeline.outbox.delay").Max(e => e.Value) >= age, "The write that was held took at least as long as it was seen to wait.");
        Assert.Equal([("sent", 1), ("sent", 1), ("sent", 1)], Of("pipeline.outbox.writes").Select(e => (e.Tag, e.Value)));
    }

    private double Gauge(string name)
    {
        _listener.RecordObservableInstruments();
        return _gauges.GetValueOrDefault(name, -1);
    }

    private IEnumerable<(string Name, string? Tag, double Value)> Of(string name) => _events.Where(e => e.Name == name);

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (instrument.IsObservable) _gauges[instrument.Name] = value;
        else _events.Enqueue((instrument.Name, tags.Length == 0 ? null : tags[0].Value?.ToString(), value));
    }
}
