using Pipeline.Core.Jobs;

namespace Pipeline.Core.Running;

/// <summary>How many jobs may be in a stage at once on this machine. The engine limits videos; this limits what is scarce inside one.</summary>
public sealed class StageSlots(WorkerOptions options) : IDisposable
{
    private readonly SemaphoreSlim _transcribe = new(options.MaxTranscriptions);

    /// <summary>Waits for a slot; dispose to free it.</summary>
    public async Task<IDisposable?> Enter(JobStage stage, CancellationToken ct)
    {
        if (stage != JobStage.Transcribe) return null;
        await _transcribe.WaitAsync(ct);
        return new Slot(_transcribe);
    }

    public void Dispose() => _transcribe.Dispose();

    private sealed class Slot(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }
}
