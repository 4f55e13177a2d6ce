using Pipeline.Core.Channels;

namespace Pipeline.Core.Board;

/// <summary>The board people look at: a Notion database. Reads may fail with <see cref="Jobs.JobFailureException"/>; writes answer with an outcome.</summary>
public interface IBoard
{
    /// <summary>Rows of the channel's database whose trigger says "please process", oldest first.</summary>
    Task<IReadOnlyList<BoardRow>> FindTriggered(Channel channel, CancellationToken ct);

    /// <summary>Reads one row again right before it is taken; null when it is gone, trashed, or does not ask any more.</summary>
    Task<BoardRow?> Confirm(Channel channel, string pageId, CancellationToken ct);

    /// <summary>Sends one batch. Safe to repeat, also after a call whose answer was lost.</summary>
    Task<BoardOutcome> Send(Channel channel, BoardWrite write, CancellationToken ct);
}
