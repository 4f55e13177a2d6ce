namespace Pipeline.Core.Channels;

/// <summary>The channels of config/channels.json, by name (case-sensitive, as flows send them).</summary>
public sealed class ChannelCatalog(IEnumerable<Channel> channels)
{
    private readonly Dictionary<string, Channel> _byName = channels.ToDictionary(c => c.Name, StringComparer.Ordinal);

    public IReadOnlyCollection<Channel> All => _byName.Values;

    public Channel? Find(string name) => _byName.GetValueOrDefault(name);
}
