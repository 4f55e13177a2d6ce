using Pipeline.Core.Jobs;

namespace Pipeline.Core.Running;

/// <summary>How many jobs may be in a stage at once on this machine. The engine limits videos; this limits what is scarce inside one.</summary>
public sealed class StageSlots(WorkerOptions options) : IDisposable
{
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _transcribe = new(options.MaxTranscriptions);
    private readonly Dictionary<JobId, int> _holders = [];
    private readonly Lock _gate = new();

    /// <summary>Waits for a slot; dispose to free it. A job never waits for itself: its early work and its stage share one.</summary>
    /// <param name="waiting">Called twice a minute while it waits: a job in the queue must not look stuck.</param>
    public async Task<IDisposable?> Enter(JobId job, JobStage stage, Func<Task> waiting, CancellationToken ct)
    {
        if (stage != JobStage.Transcribe) return null;
        while (!Joins(job, withNewSlot: false))
        {
            if (await _transcribe.WaitAsync(SignOfLife, ct) && Joins(job, withNewSlot: true)) break;
            await waiting();
        }

        return new Slot(this, job);
    }

    public void Dispose() => _transcribe.Dispose();

    private bool Joins(JobId job, bool withNewSlot)
    {
        lock (_gate)
        {
            var isThere = _holders.TryGetValue(job, out var count);
            if (isThere || withNewSlot) _holders[job] = count + 1;
            // Both may have waited at once: one slot is enough for a job.
            if (isThere && withNewSlot) _transcribe.Release();
            return isThere || withNewSlot;
        }
    }

    private void Leave(JobId job)
    {
        lock (_gate)
        {
            if (--_holders[job] > 0) return;
            _holders.Remove(job);
            _transcribe.Release();
        }
    }

    private sealed class Slot(StageSlots slots, JobId job) : IDisposable
    {
        public void Dispose() => slots.Leave(job);
    }
}
