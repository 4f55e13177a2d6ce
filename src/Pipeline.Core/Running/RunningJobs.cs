using System.Collections.Concurrent;
using Pipeline.Core.Jobs;

namespace Pipeline.Core.Running;

/// <summary>The runs of this process, and the way to stop one of them with a reason.</summary>
public sealed class RunningJobs
{
    private readonly ConcurrentDictionary<JobId, Run> _runs = new();

    /// <summary>Registers a run until it is disposed.</summary>
    public Run Begin(JobId id, CancellationToken stopping)
    {
        var run = new Run(r => _runs.TryRemove(new KeyValuePair<JobId, Run>(id, r)), stopping);
        _runs[id] = run;
        return run;
    }

    /// <summary>Stops the run of a job, if it is here.</summary>
    public bool Stop(JobId id, StopReason reason) => _runs.TryGetValue(id, out var run) && run.Stop(reason);

    /// <summary>One run: its token, and the first reason for which it was stopped.</summary>
    public sealed class Run : IDisposable
    {
        private readonly CancellationTokenSource _source;
        private readonly CancellationToken _stopping;
        private readonly Action<Run> _ended;
        private int _reason = -1;

        internal Run(Action<Run> ended, CancellationToken stopping)
        {
            _source = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            (_stopping, _ended) = (stopping, ended);
        }

        public CancellationToken Token => _source.Token;

        /// <summary>Null while nobody has stopped it.</summary>
        public StopReason? Reason => _reason >= 0 ? (StopReason)_reason : _stopping.IsCancellationRequested ? StopReason.Shutdown : null;

        public bool Stop(StopReason reason)
        {
            if (Interlocked.CompareExchange(ref _reason, (int)reason, -1) >= 0) return false;
            _source.Cancel();
            return true;
        }

        public void Dispose()
        {
            _ended(this);
            _source.Dispose();
        }
    }
}
