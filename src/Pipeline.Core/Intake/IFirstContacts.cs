using Pipeline.Core.Board;

namespace Pipeline.Core.Intake;

/// <summary>What was decided when a channel first met its table, and which rows are left alone because of it.</summary>
public interface IFirstContacts
{
    /// <param name="asks">Which rows ask, as <see cref="FirstContact.Asks"/> says it: another trigger is another first contact.</param>
    /// <returns>Null: nothing has been decided yet.</returns>
    Task<ExistingRows?> Find(string channel, string asks, CancellationToken ct);

    /// <summary>Keeps the decision, and exactly these rows as those to be left alone; what was kept for the channel before is replaced.</summary>
    Task Decide(string channel, string asks, ExistingRows choice, IReadOnlyCollection<BoardRow> leftAlone, CancellationToken ct);

    /// <summary>Page id → the link that stood in it.</summary>
    Task<IReadOnlyDictionary<string, string?>> LeftAlone(string channel, CancellationToken ct);

    /// <summary>A person has touched these rows: when they ask again they are taken.</summary>
    Task Release(string channel, IReadOnlyCollection<string> pageIds, CancellationToken ct);

    /// <summary>What a finished video of this worker has cost on average; null: none has been finished yet.</summary>
    Task<VideoCost?> AverageCost(CancellationToken ct);
}
