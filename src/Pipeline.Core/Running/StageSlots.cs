using Pipeline.Core.Jobs;

namespace Pipeline.Core.Running;

/// <summary>How many jobs may be in a stage at once on this machine. The engine limits videos; this limits what is scarce inside one.</summary>
public sealed class StageSlots(WorkerOptions options) : IDisposable
{
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _transcribe = new(options.MaxTranscriptions);

    /// <summary>Waits for a slot; dispose to free it.</summary>
    /// <param name="waiting">Called twice a minute while it waits: a job in the queue must not look stuck.</param>
    public async Task<IDisposable?> Enter(JobStage stage, Func<Task> waiting, CancellationToken ct)
    {
        if (stage != JobStage.Transcribe) return null;
        while (!await _transcribe.WaitAsync(SignOfLife, ct)) await waiting();
        return new Slot(_transcribe);
    }

    public void Dispose() => _transcribe.Dispose();

    private sealed class Slot(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }
}
