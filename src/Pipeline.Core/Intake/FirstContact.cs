using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Pipeline.Core.Board;
using Pipeline.Core.Channels;

namespace Pipeline.Core.Intake;

/// <summary>Connecting a table that has been in use must not start hundreds of old videos. Rows that ask when the channel meets its table
/// are the old ones; which of them are taken is decided once (<c>pipeline init --existing</c>, or Polling:Existing at the first poll). The
/// others are remembered by page and left alone until a person touches them. Times would not do: Notion rounds them to the minute.</summary>
public sealed partial class FirstContact(IFirstContacts contacts, ILogger<FirstContact> log)
{
    /// <summary>So many rows never cease to ask all at once by a person's hand, but they do when an option is renamed, a column changes its
    /// kind or the table is unshared. Were they released then, all of them would start when that is put right.</summary>
    private const int Many = 25;

    /// <summary>The rows of a poll that are to be taken up.</summary>
    /// <param name="asking">All rows that ask now.</param>
    /// <param name="unasked">What to do with the old ones while nobody has decided.</param>
    public async Task<IReadOnlyList<BoardRow>> Sift(Channel channel, IReadOnlyList<BoardRow> asking, ExistingRows unasked, CancellationToken ct)
    {
        if (await contacts.Find(channel.Name, Asks(channel), ct) is null) await Decide(channel, asking, unasked, ct);
        var leftAlone = await contacts.LeftAlone(channel.Name, ct);
        if (leftAlone.Count == 0) return asking;
        var still = await StillUntouched(channel, asking, leftAlone, ct);
        return [.. asking.Where(row => !still.Contains(row.PageId))];
    }

    /// <summary>The same where only rows that were edited lately have been looked at, asking or not.</summary>
    /// <returns>Null: so many have ceased to ask that only a look at the whole table can tell why.</returns>
    public async Task<IReadOnlyList<BoardRow>?> SiftEdited(Channel channel, IReadOnlyList<BoardRow> edited, CancellationToken ct)
    {
        var leftAlone = await contacts.LeftAlone(channel.Name, ct);
        string[] touched = [.. edited.Where(row => leftAlone.TryGetValue(row.PageId, out var link) && !(row.Asks && row.VideoUrl == link)).Select(row => row.PageId)];
        if (touched.Length > Many) return null;
        await Release(channel, touched, ct);
        return [.. edited.Where(row => row.Asks && (!leftAlone.ContainsKey(row.PageId) || touched.Contains(row.PageId)))];
    }

    /// <summary>How many rows are left alone.</summary>
    public async Task<int> LeftAlone(IEnumerable<Channel> channels, CancellationToken ct)
    {
        var rows = 0;
        foreach (var channel in channels) rows += (await contacts.LeftAlone(channel.Name, ct)).Count;
        return rows;
    }

    /// <summary>Keeps a decision over the rows that ask now, and says what it means.</summary>
    public async Task Decide(Channel channel, IReadOnlyList<BoardRow> asking, ExistingRows choice, CancellationToken ct)
    {
        BoardRow[] leftAlone = [.. asking.Where(row => !choice.Takes(row.CreatedAt))];
        await contacts.Decide(channel.Name, Asks(channel), choice, leftAlone, ct);
        if (leftAlone.Length == 0) return;
        FirstContactLog.LeftAlone(log, channel.Name, leftAlone.Length, choice, await Backlog(leftAlone.Length, ct));
    }

    public async Task<bool> IsDecided(Channel channel, CancellationToken ct) => await contacts.Find(channel.Name, Asks(channel), ct) is not null;

    public async Task<Backlog> Backlog(int rows, CancellationToken ct) => new(rows, await contacts.AverageCost(ct) ?? VideoCost.Reckoned);

    /// <summary>Table, column and sign by which rows ask, in one text.</summary>
    public static string Asks(Channel channel)
    {
        var origin = channel.Trigger is ChannelTrigger.EmptyPageLink;
        var database = DatabaseId().Match((origin ? channel.Origin?.Database : channel.Database) ?? "").Value;
        var sign = channel.Trigger switch
        {
            ChannelTrigger.Word { StatusWord: var word } => $"{channel.Column(FieldKey.Status)} = {word}",
            ChannelTrigger.EmptyStatus => $"{channel.Column(FieldKey.Status)} is empty",
            ChannelTrigger.Checkbox { Column: var column } => $"{column} is ticked",
            ChannelTrigger.EmptyPageLink => $"{channel.Origin?.FieldMap.GetValueOrDefault(FieldKey.PageLink)} is empty",
            _ => "never",
        };
        return $"{database.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant()}/{channel.DataSource} {sign}";
    }

    private async Task<HashSet<string>> StillUntouched(
        Channel channel, IReadOnlyList<BoardRow> asking, IReadOnlyDictionary<string, string?> leftAlone, CancellationToken ct)
    {
        if (asking.Count == 0 && leftAlone.Count > Many) return [.. leftAlone.Keys];
        var links = asking.ToDictionary(row => row.PageId, row => row.VideoUrl);
        string[] touched = [.. leftAlone.Where(old => !links.TryGetValue(old.Key, out var link) || link != old.Value).Select(old => old.Key)];
        await Release(channel, touched, ct);
        return [.. leftAlone.Keys.Except(touched)];
    }

    private async Task Release(Channel channel, string[] touched, CancellationToken ct)
    {
        if (touched.Length == 0) return;
        await contacts.Release(channel.Name, touched, ct);
        FirstContactLog.Released(log, channel.Name, touched.Length);
    }

    // As in ChannelsFile: bare, with dashes, or the first id in a link.
    [GeneratedRegex("[0-9a-fA-F]{32}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", RegexOptions.CultureInvariant)]
    private static partial Regex DatabaseId();
}
