using System.Threading.Channels;
using Pipeline.Core.Board;

namespace Pipeline.Host.Scheduling;

/// <summary>When which table is looked at. Wake-ups from Notion bring the next look forward; while they are alive, looking on suspicion
/// is stretched. A row that was found without having been announced shows that they cannot be relied on: back to the short pause.</summary>
public sealed class PollPlan(PollingOptions options)
{
    private readonly Lock _gate = new();
    private readonly Channel<bool> _calls = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Dictionary<string, Watch> _watches = [];
    private readonly Dictionary<string, string> _failing = [];

    /// <summary>Our own user at the board: what it did needs no look. Null: not known yet.</summary>
    public string? OwnId { get; set; }

    /// <summary>One for each time that looking should not wait for the clock; those that come at once count as one.</summary>
    public IAsyncEnumerable<bool> Calls(CancellationToken ct) => _calls.Reader.ReadAllAsync(ct);

    /// <summary>The tables that are looked at now; others are forgotten.</summary>
    public void Knows(IReadOnlyList<BoardTable> tables)
    {
        lock (_gate)
        {
            foreach (var gone in _watches.Keys.Except(tables.Select(t => t.Id)).ToList()) _watches.Remove(gone);
            foreach (var table in tables) (_watches.TryGetValue(table.Id, out var watch) ? watch : _watches[table.Id] = new Watch()).Table = table;
        }
    }

    public bool IsDue(string table, DateTimeOffset now)
    {
        lock (_gate)
        {
            var watch = _watches[table];
            return watch.Woken || now >= watch.LookedAt.AddSeconds(Stretched(watch, now) ? options.StretchedSeconds : 0);
        }
    }

    /// <summary>A look begins.</summary>
    /// <returns>Whether a wake-up has announced it.</returns>
    public bool Begin(string table, DateTimeOffset now)
    {
        lock (_gate)
        {
            var watch = _watches[table];
            var woken = watch.Woken;
            (watch.Woken, watch.LookedAt) = (false, now);
            return woken;
        }
    }

    public void FoundUnannounced(string table, DateTimeOffset now)
    {
        lock (_gate) _watches[table].MissedAt = now;
    }

    /// <summary>Notion says that something has happened in a table.</summary>
    /// <param name="table">Id of the data source or of its database; null: it did not say where.</param>
    /// <param name="columns">Ids of the columns that changed; null: it did not say.</param>
    public void Wake(string? table, IReadOnlyList<string>? columns, DateTimeOffset now)
    {
        lock (_gate)
        {
            var meant = _watches.Values.Where(w => table is null || w.Table.Id == table || w.Table.DatabaseId == table).ToList();
            foreach (var watch in meant.Where(_ => table is not null)) watch.HeardAt = now;
            var woken = meant.Where(w => columns is null || columns.Intersect(w.Table.Watched, IdComparer.Instance).Any()).ToList();
            foreach (var watch in woken) watch.Woken = true;
            if (woken.Count > 0) _calls.Writer.TryWrite(true);
        }
    }

    /// <returns>True the first time that the channel fails in this way.</returns>
    public bool Fails(string channel, string sentence)
    {
        lock (_gate)
        {
            var known = _failing.GetValueOrDefault(channel) == sentence;
            _failing[channel] = sentence;
            return !known;
        }
    }

    /// <returns>True when the channel had failed until now.</returns>
    public bool Works(string channel)
    {
        lock (_gate) return _failing.Remove(channel);
    }

    private bool Stretched(Watch watch, DateTimeOffset now) =>
        now < watch.HeardAt.AddMinutes(options.WakeUpsVouchMinutes) && now >= watch.MissedAt.AddMinutes(options.WakeUpsVouchMinutes);

    private sealed class Watch
    {
        public BoardTable Table { get; set; } = null!;
        public bool Woken { get; set; }
        public DateTimeOffset LookedAt { get; set; }

        /// <summary>Last sign of life of the wake-ups.</summary>
        public DateTimeOffset HeardAt { get; set; }

        /// <summary>Last row that they should have announced and did not.</summary>
        public DateTimeOffset MissedAt { get; set; }
    }

    /// <summary>Column ids come encoded from one side and plain from another.</summary>
    private sealed class IdComparer : IEqualityComparer<string>
    {
        public static IdComparer Instance { get; } = new();

        public bool Equals(string? x, string? y) => Plain(x) == Plain(y);

        public int GetHashCode(string id) => Plain(id)!.GetHashCode(StringComparison.Ordinal);

        private static string? Plain(string? id) => id is null ? null : Uri.UnescapeDataString(id);
    }
}
