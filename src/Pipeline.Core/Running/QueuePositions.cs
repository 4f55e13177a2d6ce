using System.Collections.Concurrent;
using Pipeline.Core.Board;
using Pipeline.Core.Channels;
using Pipeline.Core.Jobs;

namespace Pipeline.Core.Running;

/// <summary>Tells waiting rows their place in the queue, where a channel maps <c>queue_position</c>. Only what has changed is told, the first in
/// the queue first; rows far back hear of it when the outbox has nothing else to do.</summary>
public sealed class QueuePositions(IJobStore jobs, ChannelCatalog channels, BoardSignal signal)
{
    private readonly ConcurrentDictionary<JobId, int> _told = new();

    public async Task Tell(CancellationToken ct)
    {
        if (!channels.All.Any(c => c.Column(FieldKey.QueuePosition) is not null)) return;
        // One whose final page is on its way waits for Notion, not for its turn.
        var waiting = (await jobs.List(new JobQuery([JobStatus.Pending], 10_000), ct)).Where(j => !j.PublishQueued)
            .OrderByDescending(j => j.Priority).ThenBy(j => j.DueAt).ThenBy(j => j.AcceptedAt).ToList();
        foreach (var gone in _told.Keys.Except(waiting.Select(j => j.Id))) _told.TryRemove(gone, out _);
        foreach (var (index, job) in waiting.Index())
        {
            if (channels.Find(job.Channel) is not { } channel || (_told.TryGetValue(job.Id, out var told) && told == index + 1)) continue;
            var writes = LiveFields.Write(job, channel, LiveFields.Queued(index + 1));
            if (writes.Count > 0 && await jobs.ShowPending(job.Id, writes, ct)) signal.Notify();
            _told[job.Id] = index + 1;
        }
    }
}
