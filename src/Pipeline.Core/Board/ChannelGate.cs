namespace Pipeline.Core.Board;

/// <summary>Channels whose writes wait for a person (token, database). When its pause is over one page asks for all of them: two hundred
/// pages that each find out for themselves would use up the budget of the channels that work.</summary>
internal sealed class ChannelGate
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (DateTimeOffset Until, int Times)> _closed = [];

    /// <summary>How often in a row the channel has been closed.</summary>
    public int Times(string channel)
    {
        lock (_gate) return _closed.TryGetValue(channel, out var closed) ? closed.Times : 0;
    }

    public void Close(string channel, DateTimeOffset until)
    {
        lock (_gate) _closed[channel] = (until, Times(channel) + 1);
    }

    /// <summary>False: it was open.</summary>
    public bool Open(string channel)
    {
        lock (_gate) return _closed.Remove(channel);
    }

    /// <param name="asking">Channels that have a write under way.</param>
    public IReadOnlyCollection<string> Closed(DateTimeOffset now, IEnumerable<string> asking)
    {
        lock (_gate) return [.. _closed.Where(c => c.Value.Until > now || asking.Contains(c.Key)).Select(c => c.Key)];
    }
}
