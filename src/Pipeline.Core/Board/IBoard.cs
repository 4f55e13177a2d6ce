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

    /// <summary>Reads one row itself: a search may be some seconds behind. Null when it is gone, trashed or archived.</summary>
    Task<BoardRow?> Read(Channel channel, string pageId, CancellationToken ct);

    /// <summary>Sends one batch. Safe to repeat, also after a call whose answer was lost.</summary>
    Task<BoardOutcome> Send(Channel channel, BoardWrite write, CancellationToken ct);
}
