using Pipeline.Core.Channels;

namespace Pipeline.Core.Board;

/// <summary>The board people look at: a Notion database. Reads may fail with <see cref="Jobs.JobFailureException"/>; writes answer with an outcome.</summary>
public interface IBoard
{
    /// <summary>The table whose rows ask for work on behalf of the channel.</summary>
    Task<BoardTable> TableOf(Channel channel, CancellationToken ct);

    /// <summary>Rows of one table whose trigger says "please process", oldest first, by channel name: one search for all channels
    /// that share the table. A row that several of them would take goes to the first. A channel whose trigger cannot be searched for
    /// (column or option missing; said once) is left out.</summary>
    Task<IReadOnlyDictionary<string, IReadOnlyList<BoardRow>>> FindTriggered(BoardTable table, IReadOnlyList<Channel> channels, CancellationToken ct);

    /// <summary>Rows of one table that were edited at this time or later, whether they ask or not, by channel: one that asks for another of the
    /// channels does not ask for this one. A channel is left out as in <see cref="FindTriggered"/>.</summary>
    Task<IReadOnlyDictionary<string, IReadOnlyList<BoardRow>>> FindEdited(BoardTable table, IReadOnlyList<Channel> channels, DateTimeOffset since, CancellationToken ct);

    /// <summary>Id of the user that our own writes bear.</summary>
    Task<string> OwnId(CancellationToken ct);

    /// <summary>Reads one row itself: a search may be some seconds behind. Null when it is not there, or not shared with us.</summary>
    Task<BoardRow?> Read(Channel channel, string pageId, CancellationToken ct);

    /// <summary>Pages with this title that our own connection has made in the channel's database since then, oldest first: how a page
    /// whose making was not answered is found again.</summary>
    Task<IReadOnlyList<string>> FindMade(Channel channel, string title, DateTimeOffset since, CancellationToken ct);

    /// <summary>Whether a page is there and not in the trash.</summary>
    Task<bool> IsLive(string pageId, CancellationToken ct);

    /// <summary>Sends one batch. Safe to repeat, also after a call whose answer was lost; only <see cref="BoardWrite.NewPage"/> is not: <see cref="PageMaker"/>.</summary>
    Task<BoardOutcome> Send(Channel channel, BoardWrite write, CancellationToken ct);
}
