namespace Pipeline.Core.Channels;

/// <summary>The channels of config/channels.json, by name (case-sensitive, as flows send them). The file may be edited while the worker
/// runs: all channels change at once, and whoever holds a <see cref="Channel"/> goes on with the one it has.</summary>
public sealed class ChannelCatalog(IEnumerable<Channel> channels)
{
    private volatile Books _books = new(channels, []);

    public IReadOnlyCollection<Channel> All => _books.Current.Values;

    /// <summary>For new work.</summary>
    public Channel? Find(string name) => _books.Current.GetValueOrDefault(name);

    /// <summary>For work and writes under way: a channel that was taken out of the file meanwhile is still found as it was.</summary>
    public Channel? FindKnown(string name) => _books.Current.GetValueOrDefault(name) ?? _books.Gone.GetValueOrDefault(name);

    /// <summary>Takes over the channels of another reading of the file.</summary>
    public void Replace(ChannelCatalog by)
    {
        var old = _books;
        var gone = old.Gone.Concat(old.Current).GroupBy(c => c.Key).ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.Ordinal);
        _books = new Books(by.All, gone);
    }

    private sealed class Books(IEnumerable<Channel> current, Dictionary<string, Channel> gone)
    {
        public Dictionary<string, Channel> Current { get; } = current.ToDictionary(c => c.Name, StringComparer.Ordinal);

        public Dictionary<string, Channel> Gone => gone;
    }
}
