namespace Pipeline.Host.Telemetry;

/// <summary>Collects what the runtime would let lie. Large objects (answers of engines, pages as JSON) are collected when they have doubled or
/// tripled: over four hours of talk, 16 MiB of which something was still used became 55 MiB. A worker has time, and its engines need the memory:
/// a collection of that much takes some 20 ms, some ten times a minute while a talk is transcribed.</summary>
internal sealed class HeapWatch(TimeProvider time) : BackgroundService
{
    /// <summary>Bytes that are worth it.</summary>
    private const long Worth = 2 << 20;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(0.05);
    private long _left;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (GC.GetTotalMemory(forceFullCollection: false) - _left < Worth) continue;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            NativeHeap.Trim();
            _left = GC.GetTotalMemory(forceFullCollection: false);
        }
    }
}
