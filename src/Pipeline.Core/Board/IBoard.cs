using Pipeline.Core.Channels;

namespace Pipeline.Core.Board;

/// <summary>The board people look at: a Notion database. Reads may fail with <see cref="Jobs.JobFailureException"/>; writes answer with an outcome.</summary>
public interface IBoard
{
    /// <summary>Rows of the channel's database whose trigger says "please process", oldest first.</summary>
    Task<IReadOnlyList<BoardRow>> FindTriggered(Channel channel, CancellationToken ct);

    /// <summary>Reads one row again right before it is taken; null when it is gone, trashed, or does not ask any more.</summary>
    Task<BoardRow?> Confirm(Channel channel, string pageId, CancellationToken ct);

    /// <summary>Pages with this title that our own connection has made in the channel's database since then, oldest first: how a page
    /// whose making was not answered is found again.</summary>
    Task<IReadOnlyList<string>> FindMade(Channel channel, string title, DateTimeOffset since, CancellationToken ct);

    /// <summary>Whether a page is there and not in the trash.</summary>
    Task<bool> IsLive(string pageId, CancellationToken ct);

    /// <summary>Sends one batch. Safe to repeat, also after a call whose answer was lost; only <see cref="BoardWrite.NewPage"/> is not: <see cref="PageMaker"/>.</summary>
    Task<BoardOutcome> Send(Channel channel, BoardWrite write, CancellationToken ct);
}
