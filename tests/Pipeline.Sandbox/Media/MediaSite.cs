using System.Collections.Concurrent;

namespace Pipeline.Sandbox.Media;

/// <summary>The media site's books and gates, for tests in the same process. Thread-safe.</summary>
public sealed class MediaSite(MediaOptions? options = null)
{
    private readonly ConcurrentDictionary<string, Counter> _counters = new();
    private readonly ConcurrentDictionary<string, int> _faultsUsed = new();
    private readonly ConcurrentDictionary<MediaHold, bool> _holds = new();

    /// <summary>Traffic of each path under /media/ that was asked for.</summary>
    public IReadOnlyList<MediaTraffic> Traffic => [.. _counters.Select(c => c.Value.Read(c.Key)).OrderBy(t => t.Path, StringComparer.Ordinal)];

    internal ClipCache Clips { get; } = new(options ?? new MediaOptions());

    /// <summary>Sum over all paths that contain a text.</summary>
    public MediaTraffic TrafficOf(string pathContains)
    {
        var hits = Traffic.Where(t => t.Path.Contains(pathContains, StringComparison.Ordinal)).ToList();
        return new MediaTraffic(pathContains, hits.Sum(t => t.Requests), hits.Sum(t => t.BytesSent), [.. hits.SelectMany(t => t.Ranges)]);
    }

    /// <summary>Stops transfers whose path and query contain a text at a share (0–1) of the file, until released.</summary>
    public MediaHold HoldAt(string pathContains, double fraction)
    {
        var hold = new MediaHold(pathContains, fraction, h => _holds.TryRemove(h, out _));
        _holds[hold] = true;
        return hold;
    }

    /// <summary>Makes a clip now, so that a test's time limit does not pay for ffmpeg. Returns the file's path.</summary>
    /// <param name="file">For instance <c>talk-en.mp4</c>, or <c>talk-en.mp4?moov=end</c>.</param>
    /// <exception cref="ArgumentException">No such clip or container.</exception>
    public Task<string> PrepareAsync(string file, CancellationToken cancel = default)
    {
        var (name, indexAtEnd) = (file.Split('?')[0], file.EndsWith("?moov=end", StringComparison.Ordinal));
        var clip = MediaClip.Find(Path.GetFileNameWithoutExtension(name));
        var format = MediaFormat.Find(Path.GetExtension(name).TrimStart('.'), indexAtEnd);
        return clip is not null && format is not null
            ? Clips.GetAsync(clip, format, cancel)
            : throw new ArgumentException($"The media site has no file {file}.", nameof(file));
    }

    internal void Count(string path, string range) => CounterOf(path).Request(range);

    internal void AddSent(string path, long bytes) => CounterOf(path).AddSent(bytes);

    /// <summary>True for the first <paramref name="times"/> calls with this address, always when null.</summary>
    internal bool UseFault(string address, int? times) =>
        times is null || _faultsUsed.AddOrUpdate(address, 1, (_, used) => used + 1) <= times;

    /// <summary>Whether the next <see cref="UseFault"/> would be true; uses nothing up.</summary>
    internal bool HasFault(string address, int? times) => times is null || _faultsUsed.GetValueOrDefault(address) < times;

    internal MediaHold? HoldFor(string address, long position, long length) => _holds.Keys.FirstOrDefault(h =>
        address.Contains(h.PathContains, StringComparison.Ordinal) && position >= (long)(h.Fraction * length));

    private Counter CounterOf(string path) => _counters.GetOrAdd(path, _ => new Counter());

    private sealed class Counter
    {
        private readonly Lock _lock = new();
        private readonly List<string> _ranges = [];
        private long _sent;

        public void Request(string range)
        {
            lock (_lock)
            {
                _ranges.Add(range);
            }
        }

        public void AddSent(long bytes) => Interlocked.Add(ref _sent, bytes);

        public MediaTraffic Read(string path)
        {
            lock (_lock)
            {
                return new MediaTraffic(path, _ranges.Count, Interlocked.Read(ref _sent), [.. _ranges]);
            }
        }
    }
}
