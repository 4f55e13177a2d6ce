using System.Collections.Concurrent;
using Pipeline.Core.Channels;

namespace Pipeline.Host.Scheduling;

/// <summary>Whether a look fetches all rows that ask, or only those edited lately. Hundreds of old rows that ask for ever and are left alone
/// would cost a request per hundred at every look, and say the same each time.</summary>
public sealed class LookDepth
{
    /// <summary>Rows that one request answers: up to here, fetching them all costs no more.</summary>
    private const int OneAnswer = 100;

    /// <summary>What no edit tells of (a row brought back from the trash, for instance) is found by the next whole look.</summary>
    private static readonly TimeSpan WholeEvery = TimeSpan.FromMinutes(10);

    /// <summary>Notion floors times to the minute, its index may be behind, and its clock is not ours (notion-api.md §8).</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Quiet> _quiet = new();

    /// <param name="leftAlone">Rows that are left alone now; another number than at the last whole look is another decision.</param>
    /// <returns>From when on edited rows are enough; null: a whole look. It stays the same from one whole look to the next, so that an
    /// edit is seen by each look until then, and none depends on the one before.</returns>
    public DateTimeOffset? EditedSince(string table, IReadOnlyList<Channel> channels, int leftAlone, DateTimeOffset now) =>
        _quiet.TryGetValue(table, out var quiet) && quiet.LeftAlone == leftAlone && quiet.Channels.SequenceEqual(channels) && now - quiet.At < WholeEvery && now >= quiet.At
            ? quiet.At - Overlap
            : null;

    /// <summary>A whole look has ended.</summary>
    /// <param name="at">When it began.</param>
    /// <param name="rows">Rows that ask, those that are left alone included.</param>
    /// <param name="settled">Every channel could be asked for, and all the rows are left alone: nobody has to be asked again soon.</param>
    public void Whole(string table, IReadOnlyList<Channel> channels, int leftAlone, DateTimeOffset at, int rows, bool settled)
    {
        if (settled && rows > OneAnswer) _quiet[table] = new Quiet(at, channels, leftAlone);
        else Doubt(table);
    }

    /// <summary>The next look is a whole one.</summary>
    public void Doubt(string table) => _quiet.TryRemove(table, out _);

    private sealed record Quiet(DateTimeOffset At, IReadOnlyList<Channel> Channels, int LeftAlone);
}
