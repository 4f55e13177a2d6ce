using System.Collections.Concurrent;
using Pipeline.Core.Media;

namespace Pipeline.Tests.Egress;

/// <summary>Keeps the progress that was reported, and can act on it at once.</summary>
public sealed class Seen(Action<DownloadProgress>? act = null) : IProgress<DownloadProgress>
{
    public ConcurrentQueue<DownloadProgress> Reports { get; } = new();

    public void Report(DownloadProgress value)
    {
        Reports.Enqueue(value);
        act?.Invoke(value);
    }
}
